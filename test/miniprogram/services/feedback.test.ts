import { copyOrExplain, copyText, say } from '../../../miniprogram/services/feedback';
import { dictionaries } from '../../../miniprogram/i18n/index';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Failure {
  readonly errMsg: string;
  readonly errno?: number;
}
interface Copy {
  readonly data: string;
  readonly success: () => void;
  readonly fail: (failure: Failure) => void;
}

/** A phone that refuses like this, or copies where it is null. */
function makePhone(failure: Failure | null) {
  const copied: string[] = [];
  const shown: unknown[] = [];
  const passing: string[] = [];
  Reflect.set(globalThis, 'wx', {
    setClipboardData({ data, success, fail }: Copy) {
      if (failure !== null) {
        fail(failure);
        return;
      }
      copied.push(data);
      success();
    },
    showToast: ({ title }: { readonly title: string }) => passing.push(title),
    showModal: ({ title, content, showCancel }: Record<string, unknown>) => shown.push({ title, content, showCancel }),
  });
  return { copied, shown, passing };
}

const REFUSED = 'setClipboardData:fail privacy permission is not authorized';

test.each([
  [null, 'copied'],
  [{ errMsg: REFUSED, errno: 104 }, 'no-consent'],
  [{ errMsg: REFUSED, errno: 103 }, 'no-consent'],
  [{ errMsg: REFUSED }, 'no-consent'],
  [{ errMsg: 'setClipboardData:fail api scope is not declared in the privacy agreement', errno: 112 }, 'undeclared'],
  [{ errMsg: 'setClipboardData:fail api scope is not declared in the privacy agreement' }, 'undeclared'],
  [{ errMsg: 'setClipboardData:fail system error' }, 'failed'],
] as const)('a clipboard that answers %j: %s', async (failure, result) => {
  makePhone(failure);
  expect(await copyText('V123')).toBe(result);
});

test.each(['zh-CN', 'en'] as const)('in %s, why nothing was copied stays until it is read', async (language) => {
  const { common } = dictionaries[language];
  for (const [failure, fault] of [
    [{ errMsg: REFUSED, errno: 104 }, 'no-consent'],
    [{ errMsg: 'setClipboardData:fail', errno: 112 }, 'undeclared'],
    [{ errMsg: 'setClipboardData:fail' }, 'failed'],
  ] as const) {
    const { shown } = makePhone(failure);
    await copyOrExplain('V123', common);
    const { title, next: content } = common.uncopied[fault];
    expect(shown).toEqual([{ title, content, showCancel: false }]);
  }
});

test('what was copied is said by WeChat alone', async () => {
  const { copied, shown } = makePhone(null);
  await copyOrExplain('V123', dictionaries['zh-CN'].common);
  expect([copied, shown]).toEqual([['V123'], []]);
});

test.each([
  ['已改名', 'in passing'],
  ['Renamed', 'in passing'],
  ['二十二个字以内的话，吐司的两行放得下', 'in passing'],
  ['没有办成：网络连接不上。检查手机的网络，然后重试', 'until it is read'],
  ['Not done: No network. Check the phone’s network, then try again', 'until it is read'],
])('“%s” is said %s: WeChat cuts a toast after two lines', (text, how) => {
  const { shown, passing } = makePhone(null);
  say(text, '知道了');
  expect(passing).toEqual(how === 'in passing' ? [text] : []);
  expect(shown).toEqual(how === 'in passing' ? [] : [{ title: '', content: text, showCancel: false }]);
});
