import { openFile } from '../../../miniprogram/services/opening';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Opening {
  readonly success: () => void;
  readonly fail: () => void;
}

/** A phone that notes what it shows, or fails to. */
function install(ends: 'success' | 'fail' = 'success'): unknown[] {
  const shown: unknown[] = [];
  const show =
    (how: string) =>
    ({ success, fail, ...rest }: Opening) => {
      shown.push([how, rest]);
      (ends === 'success' ? success : fail)();
    };
  const apis = ['openDocument', 'previewImage', 'previewMedia'].map((name) => [name, show(name)] as const);
  Reflect.set(globalThis, 'wx', Object.fromEntries(apis));
  return shown;
}

test.each([
  ['菜单.PDF', ['openDocument', { filePath: 'wxfile://1', fileType: 'pdf', showMenu: true }]],
  ['a.b.xlsx', ['openDocument', { filePath: 'wxfile://1', fileType: 'xlsx', showMenu: true }]],
  ['a.jpeg', ['previewImage', { urls: ['wxfile://1'] }]],
  ['a.mp4', ['previewMedia', { sources: [{ url: 'wxfile://1', type: 'video' }] }]],
])('%s is shown by what it is', async (name, shown) => {
  const all = install();
  expect(await openFile('wxfile://1', name)).toBe('opened');
  expect(all).toEqual([shown]);
});

test.each(['open.mp3', 'firmware', 'pdf'])('%s is of a kind that WeChat does not show', async (name) => {
  const all = install();
  expect([await openFile('wxfile://1', name), all]).toEqual(['unsupported', []]);
});

test('a file that does not open says so', async () => {
  install('fail');
  expect(await openFile('wxfile://1', 'a.pdf')).toBe('failed');
});
