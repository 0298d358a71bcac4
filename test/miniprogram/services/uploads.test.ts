import { startUpload } from '../../../miniprogram/services/uploads';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Order {
  readonly cloudPath: string;
  readonly filePath: string;
  readonly success: (answer: { fileID: string }) => void;
  readonly fail: (failure: { errMsg: string; errCode?: number }) => void;
}

/** A phone with one upload, which ends when told to; a `deaf` one does not hear that it should stop. */
function makePhone({ deaf = false } = {}) {
  const orders: Order[] = [];
  const listeners: ((update: { progress: number }) => void)[] = [];
  const task = {
    onProgressUpdate: (listener: (update: { progress: number }) => void) => listeners.push(listener),
    abort: () => (deaf ? undefined : orders[0]?.fail({ errMsg: 'uploadFile:fail abort' })),
  };
  const removed: string[] = [];
  Reflect.set(globalThis, 'wx', {
    cloud: {
      deleteFile: ({ fileList }: { fileList: string[] }) => void removed.push(...fileList),
      uploadFile(order: Order) {
        orders.push(order);
        return task;
      },
    },
  });
  const shares: number[] = [];
  const upload = startUpload({ path: 'a.mp3', cloudPath: 'talk/1.mp3', onProgress: (share) => shares.push(share) });
  return { upload, shares, removed, order: orders[0]!, tell: (progress: number) => listeners[0]?.({ progress }) };
}

test('a file goes where it should, telling the share that was measured', async () => {
  const { upload, shares, removed, order, tell } = makePhone();
  tell(25);
  tell(100);
  order.success({ fileID: 'cloud://env/talk/1.mp3' });

  expect(await upload.result).toEqual({ kind: 'uploaded', fileId: 'cloud://env/talk/1.mp3' });
  expect([order.filePath, order.cloudPath, shares]).toEqual(['a.mp3', 'talk/1.mp3', [0.25, 1]]);
  expect(removed).toEqual([]);
});

test('an upload can be cancelled', async () => {
  const { upload, removed } = makePhone();
  upload.cancel();
  expect(await upload.result).toEqual({ kind: 'cancelled' });
  expect(removed).toEqual([]);
});

test('one that is cancelled too late is taken out of the storage again, once', async () => {
  const crossing = makePhone({ deaf: true });
  crossing.upload.cancel();
  crossing.order.success({ fileID: 'cloud://env/talk/1.mp3' });
  expect(await crossing.upload.result).toEqual({ kind: 'cancelled' });
  expect(crossing.removed).toEqual(['cloud://env/talk/1.mp3']);

  const through = makePhone();
  through.order.success({ fileID: 'cloud://env/talk/1.mp3' });
  await through.upload.result;
  through.upload.cancel();
  through.upload.cancel();
  expect(through.removed).toEqual(['cloud://env/talk/1.mp3']);
});

test.each([
  ['uploadFile:fail network error', undefined, 'network'],
  ['uploadFile:fail timeout', undefined, 'timeout'],
  ['uploadFile:fail timed out', undefined, 'timeout'],
  ['uploadFile:fail interrupted', undefined, 'interrupted'],
  ['uploadFile:fail file not exist', -1, 'gone'],
  ['uploadFile:fail no such file or directory', undefined, 'gone'],
  ['cloud.uploadFile:fail STORAGE_EXCEED_AUTHORITY', -503_002, 'refused'],
  ['cloud.uploadFile:fail', -501_001, 'refused'],
  ['cloud.uploadFile:fail request:fail', -404_011, 'network'],
])('%s %s is %s', async (errMsg, errCode, fault) => {
  const { upload, order } = makePhone();
  order.fail({ errMsg, ...(errCode === undefined ? {} : { errCode }) });

  expect(await upload.result).toEqual({ kind: 'failed', fault });
});
