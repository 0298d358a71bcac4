import type { FailureWords } from '../utils/failure-words';
import { explain } from './dialogs';
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

/** The sections of a dictionary that say why not. */
interface CopyWords {
  readonly uncopied: Readonly<Record<CopyFault, FailureWords>>;
  readonly understood: string;
}

/** The same, with words when it did not. */
export async function copyOrExplain(text: string, { uncopied, understood }: CopyWords): Promise<void> {
  const result = await copyText(text);
  if (result !== 'copied') explain(uncopied[result], understood);
}

/** A line that goes away by itself; WeChat shows no more than two lines of it. */
export function toast(title: string): void {
  void wx.showToast({ title, icon: 'none' });
}

/** What two lines of a toast hold on the narrowest phone, in letters as wide as high. */
const TOAST_EMS = 22;
const LATIN_EMS = 0.56;
const LATIN_END = '\u2e80';

/** Says it in passing; what a toast would cut stands in a box until it is read. */
export function say(text: string, understood: string): void {
  const ems = Array.from(text).reduce((sum, letter) => sum + (letter < LATIN_END ? LATIN_EMS : 1), 0);
  if (ems <= TOAST_EMS) toast(text);
  else explain({ title: '', next: text }, understood);
}
