import { privacyRefusal, type PrivacyRefusal } from './privacy-refusal';

/** A file that somebody chose out of their chats. */
export interface ChosenFile {
  /** Where it lies on this phone, as long as the app lives. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Why WeChat did not let anything be chosen. */
export type ChooseFault = PrivacyRefusal | 'failed';

/** `cancelled`: nothing was chosen. */
export type ChooseFile = () => Promise<ChosenFile | 'cancelled' | ChooseFault>;

/** Lets one file be chosen out of a chat, which is where a mini-program finds any kind of file. */
export const chooseFile: ChooseFile = () =>
  new Promise((resolve) => {
    wx.chooseMessageFile({
      count: 1,
      type: 'all',
      success({ tempFiles: [file] }) {
        resolve(file === undefined ? 'cancelled' : { path: file.path, name: file.name, bytes: file.size });
      },
      fail: (failure) => resolve(/cancel/i.test(failure.errMsg) ? 'cancelled' : (privacyRefusal(failure) ?? 'failed')),
    });
  });
