/** Opens WeChat's own guide to what this mini-program does with personal data; false where the phone cannot. */
export function openPrivacyContract(): Promise<boolean> {
  return new Promise((resolve) => {
    if (!wx.canIUse('openPrivacyContract')) {
      resolve(false);
      return;
    }
    wx.openPrivacyContract({ success: () => resolve(true), fail: () => resolve(false) });
  });
}
