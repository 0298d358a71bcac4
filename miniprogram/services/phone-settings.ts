/**
 * Opens the phone's own page of what WeChat may do; only right after a tap. Resolves when the person is back: what they
 * changed is not told, and has to be asked. False where the page did not open.
 */
export function openPhoneSettings(): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isBack: boolean): void => {
      wx.offAppShow(onBack);
      resolve(isBack);
    };
    const onBack = (): void => finish(true);
    wx.onAppShow(onBack);
    wx.openAppAuthorizeSetting({ fail: () => finish(false) });
  });
}
