import { openPhoneSettings } from './phone-settings';
import { privacyRefusal, type PrivacyRefusal, type WxFailure } from './privacy-refusal';

/**
 * What became of a file that was to be kept in the phone's album. `denied`: the person does not allow this mini-program
 * to; `system-denied`: the phone does not allow WeChat to. `cancelled`: nobody said no, and the next try asks again.
 */
export type SaveResult = 'saved' | PrivacyRefusal | AlbumDenial | 'cancelled' | 'failed';

/** Refusals that are changed in settings. */
export type AlbumDenial = 'denied' | 'system-denied';

export const isAlbumDenial = (result: SaveResult): result is AlbumDenial =>
  result === 'denied' || result === 'system-denied';

/** The phone's own pictures and videos. */
export interface Album {
  /** An mp4 on this phone. WeChat asks for permission the first time. */
  saveVideo(path: string): Promise<SaveResult>;
  /** `name`, without an ending: what the file is called when it is handed over; the album may call it otherwise. */
  saveImage(path: string, name?: string): Promise<SaveResult>;
  /**
   * Leads to where a permission is given, WeChat's page or the phone's; only right after a tap. Resolves when the person
   * is back, with whether it may be tried again: false where it is known to be refused still.
   */
  openSettings(denied: AlbumDenial): Promise<boolean>;
}

const SCOPE = 'scope.writePhotosAlbum';

interface SaveOptions {
  readonly filePath: string;
  readonly success: () => void;
  readonly fail: (failure: WxFailure) => void;
}

function save(start: (options: SaveOptions) => void, filePath: string): Promise<SaveResult> {
  return new Promise((resolve) => {
    start({ filePath, success: () => resolve('saved'), fail: (failure) => void resultOf(failure).then(resolve) });
  });
}

/** The phones' words for a refusal differ; which of the two refused is asked, not read. */
async function resultOf(failure: WxFailure): Promise<SaveResult> {
  const { errMsg } = failure;
  const refusal = privacyRefusal(failure);
  if (refusal !== null) return refusal;
  // WeChat's settings do not list what nobody has answered.
  if (/cancel|no response/i.test(errMsg)) return 'cancelled';
  if (!/auth|permission|denied|deny/i.test(errMsg)) return 'failed';
  return (await readScope()) === true ? 'system-denied' : 'denied';
}

/** What the person said of this mini-program; undefined before that. */
function readScope(): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => resolve(authSetting[SCOPE]),
      fail: () => resolve(undefined),
    });
  });
}

/** Where nobody was asked yet there is nothing to change, and the next try asks. */
function openOwnSettings(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.openSetting({
      success: ({ authSetting }) => resolve(authSetting[SCOPE] !== false),
      fail: () => resolve(false),
    });
  });
}

/** Only iPhones say what the phone allows WeChat; elsewhere the next try tells. */
async function openAlbumSettings(): Promise<boolean> {
  if (!(await openPhoneSettings())) return false;
  const { albumAuthorized }: Partial<WechatMiniprogram.AppAuthorizeSetting> = wx.getAppAuthorizeSetting();
  return albumAuthorized !== 'denied';
}

const saveImage = (path: string): Promise<SaveResult> => save((options) => wx.saveImageToPhotosAlbum(options), path);

/** A file can only be named by copying it; without room for a copy it keeps the name it has. */
async function saveImageAs(path: string, name: string): Promise<SaveResult> {
  const files = wx.getFileSystemManager();
  const ending = /\.\w+$/.exec(path)?.[0] ?? '.jpg';
  const copy = `${wx.env.USER_DATA_PATH}/${name}${ending}`;
  const isCopied = await new Promise<boolean>((resolve) => {
    files.copyFile({ srcPath: path, destPath: copy, success: () => resolve(true), fail: () => resolve(false) });
  });
  if (!isCopied) return saveImage(path);
  const result = await saveImage(copy);
  files.unlink({ filePath: copy });
  return result;
}

export const album: Album = {
  saveVideo: (path) => save((options) => wx.saveVideoToPhotosAlbum(options), path),
  saveImage: (path, name) => (name === undefined ? saveImage(path) : saveImageAs(path, name)),
  openSettings: (denied) => (denied === 'denied' ? openOwnSettings() : openAlbumSettings()),
};
