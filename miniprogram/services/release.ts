/** The version people see in WeChat; empty in development, where there is none yet. */
export function appVersion(): string {
  return wx.getAccountInfoSync().miniProgram.version;
}
