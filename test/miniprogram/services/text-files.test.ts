import { textFiles } from '../../../miniprogram/services/text-files';

type Options = Record<'filePath' | 'data' | 'encoding', string> & Record<'success' | 'fail', () => void>;

const files = new Map<string, string>();
let isFull = false;

const writing = (before: (path: string) => string) => (options: Options) => {
  const { filePath, data, encoding, success, fail } = options;
  if (isFull) {
    fail();
    return;
  }
  files.set(filePath, `${before(filePath)}${data} in ${encoding};`);
  success();
};

beforeEach(() => {
  files.clear();
  isFull = false;
  Object.assign(globalThis, {
    wx: {
      env: { USER_DATA_PATH: 'usr:' },
      getFileSystemManager: () => ({
        writeFile: writing(() => ''),
        appendFile: writing((path) => files.get(path) ?? ''),
        unlink: ({ filePath }: { filePath: string }) => files.delete(filePath),
      }),
    },
  });
});

test('a text is written a piece at a time, in the place of the one before, and goes again', async () => {
  await textFiles.write('audit.csv', '旧');
  const path = (await textFiles.write('audit.csv', '一')) ?? '';
  expect(await textFiles.append(path, '二')).toBe(true);
  expect([...files]).toEqual([['usr:/audit.csv', '一 in utf8;二 in utf8;']]);
  textFiles.remove(path);
  expect(files.size).toBe(0);
});

test('a full phone takes nothing, and says so', async () => {
  isFull = true;
  expect(await textFiles.write('audit.csv', '一')).toBeNull();
  expect(await textFiles.append('usr:/audit.csv', '二')).toBe(false);
});
