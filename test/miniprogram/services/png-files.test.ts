import { pngFiles } from '../../../miniprogram/services/png-files';

const files = new Map<string, object>();
let isFull = false;

beforeEach(() => {
  files.clear();
  isFull = false;
  Object.assign(globalThis, {
    wx: {
      env: { USER_DATA_PATH: 'usr:' },
      getFileSystemManager: () => ({
        writeFile({
          filePath,
          data,
          encoding,
          success,
          fail,
        }: Record<string, unknown> & Record<'success' | 'fail', () => void>) {
          if (isFull) {
            fail();
            return;
          }
          files.set(String(filePath), { data, encoding });
          success();
        },
        unlink: ({ filePath }: { filePath: string }) => files.delete(filePath),
      }),
    },
  });
});

test('a picture in base64 becomes a file under its name, and goes again', async () => {
  const path = await pngFiles.write('iVBOR', 'code');
  expect([...files]).toEqual([['usr:/code.png', { data: 'iVBOR', encoding: 'base64' }]]);
  pngFiles.remove(path ?? '');
  expect(files.size).toBe(0);
});

test('on a full phone there is none', async () => {
  isFull = true;
  expect(await pngFiles.write('iVBOR', 'code')).toBeNull();
});
