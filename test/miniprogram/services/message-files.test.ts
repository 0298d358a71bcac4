import { chooseFile } from '../../../miniprogram/services/message-files';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Choice {
  readonly count: number;
  readonly success: (answer: { tempFiles: object[] }) => void;
  readonly fail: (failure: { errMsg: string; errno?: number }) => void;
}

const install = (choose: (choice: Choice) => void) => Reflect.set(globalThis, 'wx', { chooseMessageFile: choose });

test('one file of any kind is chosen out of a chat', async () => {
  install(({ count, success }) => {
    expect(count).toBe(1);
    success({ tempFiles: [{ path: 'wxfile://a', name: '菜单.pdf', size: 7, type: 'file' }] });
  });
  expect(await chooseFile()).toEqual({ path: 'wxfile://a', name: '菜单.pdf', bytes: 7 });
});

test.each([
  [{ errMsg: 'chooseMessageFile:fail cancel' }, 'cancelled'],
  [{ errMsg: 'chooseMessageFile:fail privacy permission is not authorized', errno: 104 }, 'no-consent'],
  [{ errMsg: 'chooseMessageFile:fail api scope is not declared in the privacy agreement', errno: 112 }, 'undeclared'],
  [{ errMsg: 'chooseMessageFile:fail system error' }, 'failed'],
])('%j is %s', async (failure, result) => {
  install(({ fail }) => fail(failure));
  expect(await chooseFile()).toBe(result);
});

test('a choice of nothing is none', async () => {
  install(({ success }) => success({ tempFiles: [] }));
  expect(await chooseFile()).toBe('cancelled');
});
