import { openMiniProgram } from '../../../miniprogram/services/elsewhere';

const PAGE = { appId: 'wx-of-the-vendor', path: 'pages/live/live?accessToken=viewer-secret' };

interface Jump {
  readonly appId: string;
  readonly path: string;
  readonly success: () => void;
  readonly fail: (error: { readonly errMsg: string }) => void;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

function makePhone(answer: (jump: Jump) => void) {
  const jumps: Jump[] = [];
  Reflect.set(globalThis, 'wx', {
    navigateToMiniProgram(jump: Jump) {
      jumps.push(jump);
      answer(jump);
    },
  });
  return jumps;
}

test('WeChat gets the app and its page as the cloud named them', async () => {
  const jumps = makePhone(({ success }) => success());
  await openMiniProgram(PAGE);
  expect(jumps).toMatchObject([PAGE]);
});

test('a person who stays here has done nothing wrong', async () => {
  makePhone(({ fail }) => fail({ errMsg: 'navigateToMiniProgram:fail cancel' }));
  await expect(openMiniProgram(PAGE)).resolves.toBeUndefined();
});

test('what WeChat says of a failure is not repeated: it may hold the path', async () => {
  makePhone(({ fail, path }) => fail({ errMsg: `navigateToMiniProgram:fail invalid path ${path}` }));
  const error: unknown = await openMiniProgram(PAGE).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).not.toContain('viewer-secret');
});
