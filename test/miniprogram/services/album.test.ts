import { album } from '../../../miniprogram/services/album';

interface Failure {
  readonly errMsg: string;
  readonly errno?: number;
}
interface SaveOrder {
  readonly filePath: string;
  readonly success: () => void;
  readonly fail: (failure: Failure) => void;
}
interface Asked {
  readonly success: (answer: { readonly authSetting: Record<string, boolean> }) => void;
  readonly fail: () => void;
}

const SCOPE = 'scope.writePhotosAlbum';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

/** A phone that answers a save with this failure, or its words, or takes the file when it is null. */
function makePhone(failure: string | Failure | null, authSetting: Record<string, boolean> | null = {}, hasRoom = true) {
  const saved: string[] = [];
  const copies: string[] = [];
  const files = {
    copyFile({ destPath, success, fail }: { destPath: string; success: () => void; fail: () => void }) {
      if (hasRoom) copies.push(destPath);
      (hasRoom ? success : fail)();
    },
    unlink: ({ filePath }: { filePath: string }) => void copies.splice(copies.indexOf(filePath), 1),
  };
  const opened: string[] = [];
  const save =
    (kind: string) =>
    ({ filePath, success, fail }: SaveOrder) => {
      saved.push(`${kind} ${filePath}`);
      if (failure === null) success();
      else fail(typeof failure === 'string' ? { errMsg: failure } : failure);
    };
  const answer =
    (name: string) =>
    ({ success, fail }: Asked) => {
      opened.push(name);
      if (authSetting === null) fail();
      else success({ authSetting });
    };
  Reflect.set(globalThis, 'wx', {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => files,
    saveVideoToPhotosAlbum: save('video'),
    saveImageToPhotosAlbum: save('image'),
    getSetting: answer('getSetting'),
    openSetting: answer('openSetting'),
  });
  return { saved, opened, copies };
}

test('videos and pictures go where they belong', async () => {
  const { saved } = makePhone(null);
  expect(await album.saveVideo('a.mp4')).toBe('saved');
  expect(await album.saveImage('a.jpg')).toBe('saved');
  expect(saved).toEqual(['video a.mp4', 'image a.jpg']);
});

test('a picture is handed over under its name, of which no copy stays, whatever becomes of it', async () => {
  const { saved, copies } = makePhone(null);
  expect(await album.saveImage('tmp/1.png', '收银台 13.37.20')).toBe('saved');
  expect(saved).toEqual(['image wxfile://usr/收银台 13.37.20.png']);
  expect(copies).toEqual([]);

  const refusing = makePhone('saveImageToPhotosAlbum:fail auth deny');
  expect(await album.saveImage('tmp/1', 'still')).toBe('denied');
  expect([refusing.saved, refusing.copies]).toEqual([['image wxfile://usr/still.jpg'], []]);
});

test('a phone without room for a copy takes the picture under the name it has', async () => {
  const { saved } = makePhone(null, {}, false);
  expect(await album.saveImage('tmp/1.jpg', 'still')).toBe('saved');
  expect(saved).toEqual(['image tmp/1.jpg']);
});

test.each([
  ['saveVideoToPhotosAlbum:fail auth deny', {}, 'denied'],
  ['saveVideoToPhotosAlbum:fail auth denied', { [SCOPE]: false }, 'denied'],
  ['saveVideoToPhotosAlbum:fail authorize no response', {}, 'cancelled'],
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
  [{}, true],
  [null, false],
] as const)('back from WeChat’s settings with %j, it is known whether it may be tried: %s', async (answer, allowed) => {
  const { opened } = makePhone(null, answer);
  expect(await album.openSettings('denied')).toBe(allowed);
  expect(opened).toEqual(['openSetting']);
});

const PRIVATE = 'saveImageToPhotosAlbum:fail privacy permission is not authorized';

test.each([
  [{ errMsg: PRIVATE, errno: 103 }, 'no-consent'],
  [{ errMsg: PRIVATE, errno: 104 }, 'no-consent'],
  [{ errMsg: PRIVATE }, 'no-consent'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail api scope is not declared', errno: 112 }, 'undeclared'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail appid privacy api banned' }, 'undeclared'],
] as const)('%j is about the agreement, which no settings change: %s', async (failure, result) => {
  const { opened } = makePhone(failure);
  expect(await album.saveImage('a.jpg')).toBe(result);
  expect(opened).toEqual([]);
});

describe('from the phone’s own settings', () => {
  /** A phone whose settings are open until the person is back. */
  function openPhone(albumAuthorized: string | undefined, opens = true) {
    makePhone(null);
    const listeners = new Set<() => void>();
    Object.assign(wx, {
      onAppShow: (listener: () => void) => listeners.add(listener),
      offAppShow: (listener: () => void) => listeners.delete(listener),
      openAppAuthorizeSetting: ({ success, fail }: { success?: () => void; fail?: () => void }) =>
        opens ? success?.() : fail?.(),
      getAppAuthorizeSetting: () => ({ albumAuthorized }),
    });
    let told: boolean | null = null;
    const settled = album.openSettings('system-denied').then((worth) => (told = worth));
    const comeBack = () => [...listeners].forEach((listener) => listener());
    return { settled, comeBack, listeners, told: () => told };
  }

  test.each([
    ['authorized', true],
    ['denied', false],
    [undefined, true],
  ])('back with the album %s, it may be tried: %s, and nobody listens any more', async (authorized, worth) => {
    const phone = openPhone(authorized);
    await Promise.resolve();
    expect(phone.told()).toBeNull();
    phone.comeBack();
    expect(await phone.settled).toBe(worth);
    expect(phone.listeners.size).toBe(0);
  });

  test('that did not open nothing has changed', async () => {
    const phone = openPhone('authorized', false);
    expect(await phone.settled).toBe(false);
    expect(phone.listeners.size).toBe(0);
  });
});
