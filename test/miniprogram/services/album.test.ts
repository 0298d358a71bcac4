import { album } from '../../../miniprogram/services/album';

interface SaveOrder {
  readonly filePath: string;
  readonly success: () => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}
interface Asked {
  readonly success: (answer: { readonly authSetting: Record<string, boolean> }) => void;
  readonly fail: () => void;
}

const SCOPE = 'scope.writePhotosAlbum';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

/** A phone that answers a save with `errMsg`, or takes the file when it is null. */
function makePhone(errMsg: string | null, authSetting: Record<string, boolean> | null = {}) {
  const saved: string[] = [];
  const opened: string[] = [];
  const save =
    (kind: string) =>
    ({ filePath, success, fail }: SaveOrder) => {
      saved.push(`${kind} ${filePath}`);
      if (errMsg === null) success();
      else fail({ errMsg });
    };
  const answer =
    (name: string) =>
    ({ success, fail }: Asked) => {
      opened.push(name);
      if (authSetting === null) fail();
      else success({ authSetting });
    };
  Reflect.set(globalThis, 'wx', {
    saveVideoToPhotosAlbum: save('video'),
    saveImageToPhotosAlbum: save('image'),
    getSetting: answer('getSetting'),
    openSetting: answer('openSetting'),
    openAppAuthorizeSetting: ({ complete }: { complete: () => void }) => {
      opened.push('openAppAuthorizeSetting');
      complete();
    },
  });
  return { saved, opened };
}

test('videos and pictures go where they belong', async () => {
  const { saved } = makePhone(null);
  expect(await album.saveVideo('a.mp4')).toBe('saved');
  expect(await album.saveImage('a.jpg')).toBe('saved');
  expect(saved).toEqual(['video a.mp4', 'image a.jpg']);
});

test.each([
  ['saveVideoToPhotosAlbum:fail auth deny', {}, 'denied'],
  ['saveVideoToPhotosAlbum:fail auth denied', { [SCOPE]: false }, 'denied'],
  ['saveVideoToPhotosAlbum:fail authorize no response', {}, 'denied'],
  ['saveVideoToPhotosAlbum:fail auth deny', null, 'denied'],
  ['saveVideoToPhotosAlbum:fail system permission denied', { [SCOPE]: true }, 'system-denied'],
  ['saveVideoToPhotosAlbum:fail:auth denied', { [SCOPE]: true }, 'system-denied'],
  ['saveVideoToPhotosAlbum:fail cancel', {}, 'cancelled'],
  ['saveVideoToPhotosAlbum:fail invalid video', { [SCOPE]: true }, 'failed'],
  ['saveVideoToPhotosAlbum:fail no such file or directory', {}, 'failed'],
] as const)('%s with %j is %s', async (errMsg, authSetting, result) => {
  makePhone(errMsg, authSetting);
  expect(await album.saveVideo('a.mp4')).toBe(result);
});

test.each([
  [{ [SCOPE]: true }, true],
  [{ [SCOPE]: false }, false],
  [{}, false],
  [null, false],
] as const)('back from WeChat’s settings with %j, it is known whether it may be tried: %s', async (answer, allowed) => {
  const { opened } = makePhone(null, answer);
  expect(await album.openSettings('denied')).toBe(allowed);
  expect(opened).toEqual(['openSetting']);
});

test('the phone’s own settings do not tell what was chosen', async () => {
  const { opened } = makePhone(null, { [SCOPE]: true });
  expect(await album.openSettings('system-denied')).toBe(false);
  expect(opened).toEqual(['openAppAuthorizeSetting']);
});
