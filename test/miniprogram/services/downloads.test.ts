import { startDownload } from '../../../miniprogram/services/downloads';

interface Order {
  readonly url: string;
  readonly timeout: number;
  readonly success: (result: { readonly statusCode: number; readonly tempFilePath: string }) => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}
type Told = { readonly totalBytesWritten: number; readonly totalBytesExpectedToWrite: number };

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

function start() {
  let order!: Order;
  let tell: (told: Told) => void = () => undefined;
  let aborted = false;
  Reflect.set(globalThis, 'wx', {
    downloadFile(given: Order) {
      order = given;
      return {
        onProgressUpdate: (listener: (told: Told) => void) => (tell = listener),
        abort() {
          aborted = true;
          order.fail({ errMsg: 'downloadFile:fail abort' });
        },
      };
    },
  });
  const progress: object[] = [];
  const download = startDownload('https://files/a.mp4?sign=secret', (each) => progress.push(each));
  return { order, download, progress, tell: (told: Told) => tell(told), isAborted: () => aborted };
}

test('the address goes to WeChat byte for byte, with time enough for ten minutes of video', () => {
  const { order } = start();
  expect(order.url).toBe('https://files/a.mp4?sign=secret');
  expect(order.timeout).toBeGreaterThan(10 * 60_000);
});

test('a file that came lies at its path', async () => {
  const { order, download } = start();
  order.success({ statusCode: 200, tempFilePath: 'wxfile://tmp_1.mp4' });
  expect(await download.result).toEqual({ kind: 'loaded', path: 'wxfile://tmp_1.mp4' });
});

test.each([
  [401, 'gone'],
  [403, 'gone'],
  [404, 'gone'],
  [410, 'gone'],
  [206, 'refused'],
  [500, 'refused'],
  [503, 'refused'],
])('an answer of %i is no file: %s', async (statusCode, fault) => {
  const { order, download } = start();
  order.success({ statusCode, tempFilePath: 'wxfile://tmp_1' });
  expect(await download.result).toEqual({ kind: 'failed', fault });
});

test.each([
  ['downloadFile:fail timeout', 'timeout'],
  ['downloadFile:fail request timed out', 'timeout'],
  ['downloadFile:fail interrupted', 'interrupted'],
  ['downloadFile:fail exceed max file size', 'too-large'],
  ['downloadFile:fail the maximum size of the file storage limit is exceeded', 'too-large'],
  ['downloadFile:fail no space left on device', 'no-room'],
  ['downloadFile:fail url not in domain list', 'blocked'],
  ['downloadFile:fail invalid url', 'blocked'],
  ['downloadFile:fail network error', 'network'],
  ['downloadFile:fail net::ERR_CONNECTION_RESET', 'network'],
  ['', 'network'],
])('WeChat says %j: %s', async (errMsg, fault) => {
  const { order, download } = start();
  order.fail({ errMsg });
  expect(await download.result).toEqual({ kind: 'failed', fault });
});

test.each([
  ['a length that the server named', 4_000, 4_000],
  ['-1, as some phones say of none', -1, null],
  ['0, as others do', 0, null],
  ['a guess that is passed', 999, null],
])('progress with %s', (_, expected, total) => {
  const { tell, progress } = start();
  tell({ totalBytesWritten: 1_000, totalBytesExpectedToWrite: expected });
  expect(progress).toEqual([{ written: 1_000, total }]);
});

test('who cancels has no failure', async () => {
  const { download, isAborted } = start();
  download.cancel();
  expect(isAborted()).toBe(true);
  expect(await download.result).toEqual({ kind: 'cancelled' });
});
