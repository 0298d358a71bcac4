/**
 * What became of a file that was to be kept in the phone's album. `denied`: the person does not allow this mini-program
 * to; `system-denied`: the phone does not allow WeChat to.
 */
export type SaveResult = 'saved' | 'denied' | 'system-denied' | 'cancelled' | 'failed';

/** The phone's own pictures and videos. */
export interface Album {
  /** An mp4 on this phone. WeChat asks for permission the first time. */
  saveVideo(path: string): Promise<SaveResult>;
  /** `name`, without an ending: what the file is called when it is handed over; the album may call it otherwise. */
  saveImage(path: string, name?: string): Promise<SaveResult>;
  /**
   * Leads to where a permission is given, WeChat's page or the phone's; only right after a tap. Resolves with whether
   * it is known to be given now, which the phone's page does not tell.
   */
  openSettings(denied: 'denied' | 'system-denied'): Promise<boolean>;
}

const SCOPE = 'scope.writePhotosAlbum';

interface SaveOptions {
  readonly filePath: string;
  readonly success: () => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}

function save(start: (options: SaveOptions) => void, filePath: string): Promise<SaveResult> {
  return new Promise((resolve) => {
    start({ filePath, success: () => resolve('saved'), fail: ({ errMsg }) => void resultOf(errMsg).then(resolve) });
  });
}

/** The phones' words for a refusal differ; which of the two refused is asked, not read. */
async function resultOf(errMsg: string): Promise<SaveResult> {
  if (/cancel/i.test(errMsg)) return 'cancelled';
  if (!/auth|permission|denied|deny/i.test(errMsg)) return 'failed';
  return (await isAllowed()) ? 'system-denied' : 'denied';
}

function isAllowed(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => resolve(authSetting[SCOPE] === true),
      fail: () => resolve(false),
    });
  });
}

function openOwnSettings(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.openSetting({
      success: ({ authSetting }) => resolve(authSetting[SCOPE] === true),
      fail: () => resolve(false),
    });
  });
}

function openPhoneSettings(): Promise<boolean> {
  return new Promise((resolve) => {
    wx.openAppAuthorizeSetting({ complete: () => resolve(false) });
  });
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
  openSettings: (denied) => (denied === 'denied' ? openOwnSettings() : openPhoneSettings()),
};
