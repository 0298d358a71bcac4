import { openSubscriptionSettings, subscribe } from '../../../miniprogram/services/subscriptions';

interface Request {
  readonly tmplIds: readonly string[];
  readonly success: (told: Record<string, string>) => void;
  readonly fail: (error: { readonly errCode: number; readonly errMsg: string }) => void;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

function makePhone(answer: (request: Request) => void, knows = true) {
  const requests: Request[] = [];
  const settings: object[] = [];
  Reflect.set(globalThis, 'wx', {
    canIUse: (name: string) => knows && name === 'requestSubscribeMessage',
    requestSubscribeMessage(request: Request) {
      requests.push(request);
      answer(request);
    },
    openSetting: (options: object) => settings.push(options),
  });
  return { requests, settings };
}

const refuse = (errCode: number) => makePhone(({ fail }) => fail({ errCode, errMsg: 'requestSubscribeMessage:fail' }));

test('what was said of each template is handed on', async () => {
  const { requests } = makePhone(({ success }) =>
    success({ errMsg: 'requestSubscribeMessage:ok', gone: 'accept', back: 'reject', third: 'ban', fourth: 'filter' }),
  );
  const told = await subscribe(['gone', 'back', 'third', 'fourth']);
  expect(requests).toMatchObject([{ tmplIds: ['gone', 'back', 'third', 'fourth'] }]);
  expect(told).toEqual({
    kind: 'answered',
    answers: new Map([
      ['gone', 'accept'],
      ['back', 'reject'],
      ['third', 'ban'],
      ['fourth', 'filter'],
    ]),
  });
});

test('WeChat is asked at once: it wants a tap right before', () => {
  const { requests } = makePhone(() => undefined);
  void subscribe(['gone']);
  expect(requests).toHaveLength(1);
});

test('a template that WeChat does not speak of, or in a word that nobody knows, allows nothing', async () => {
  makePhone(({ success }) => success({ errMsg: 'requestSubscribeMessage:ok', back: 'acceptWithAudio' }));
  const told = await subscribe(['gone', 'back']);
  expect(told).toMatchObject({ kind: 'answered' });
  expect(told.kind === 'answered' ? [...told.answers.values()] : []).toEqual(['unasked', 'unasked']);
});

test.each([
  [20004, 'main-switch'],
  [10005, 'hidden'],
  [20005, 'banned'],
  [10002, 'network'],
  [10003, 'network'],
  [10001, 'template'],
  [10004, 'template'],
  [20001, 'template'],
  [20002, 'template'],
  [20003, 'template'],
  [20013, 'template'],
  [99999, 'unknown'],
])('%d is %s', async (code, why) => {
  refuse(code);
  expect(await subscribe(['gone'])).toEqual({ kind: 'refused', why });
});

test('a WeChat that cannot ask says so and is not asked', async () => {
  const { requests } = makePhone(() => undefined, false);
  expect(await subscribe(['gone'])).toEqual({ kind: 'refused', why: 'too-old' });
  expect(requests).toEqual([]);
});

test('the settings open with what was chosen of messages', () => {
  const { settings } = makePhone(() => undefined);
  openSubscriptionSettings();
  expect(settings).toMatchObject([{ withSubscriptions: true }]);
});
