import { privacyRefusal, type PrivacyRefusal } from './privacy-refusal';

/** A light knock under the finger; silent on phones that cannot. */
export function knock(): void {
  wx.vibrateShort({ type: 'light', fail: () => undefined });
}

/** A strong one: it goes no farther. */
export function bump(): void {
  wx.vibrateShort({ type: 'heavy', fail: () => undefined });
}

/** Why a text is not on the clipboard. */
export type CopyFault = PrivacyRefusal | 'failed';

/** Puts text on the clipboard; WeChat itself says that it did. */
export function copyText(text: string): Promise<'copied' | CopyFault> {
  return new Promise((resolve) => {
    wx.setClipboardData({
      data: text,
      success: () => resolve('copied'),
      fail: (failure) => resolve(privacyRefusal(failure) ?? 'failed'),
    });
  });
}

/** The same, with a line when it did not. */
export async function copyOrTell(text: string, faults: Readonly<Record<CopyFault, string>>): Promise<void> {
  const result = await copyText(text);
  if (result !== 'copied') toast(faults[result]);
}

/** A line that goes away by itself. */
export function toast(title: string): void {
  void wx.showToast({ title, icon: 'none' });
}
