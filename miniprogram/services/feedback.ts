/** A light knock under the finger; silent on phones that cannot. */
export function knock(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}

/** A strong one: it goes no farther. */
export function bump(): void {
  wx.vibrateShort({ type: 'heavy', fail: () => undefined });
}

/** Puts text on the clipboard; WeChat itself says that it did. */
export function copyText(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.setClipboardData({ data: text, success: () => resolve(), fail: ({ errMsg }) => reject(new Error(errMsg)) });
  });
}

/** A line that goes away by itself. */
export function toast(title: string): void {
  void wx.showToast({ title, icon: 'none' });
}
