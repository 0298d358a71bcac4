import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(30_000);

const REFUSED = 'fail privacy permission is not authorized';

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('?privacy=needed#/extra/pages/touch/touch');
  await phone.notes();
});

/** What a wx call ends in, while somebody answers what it asks. */
const call = (name: string, options = '{}') =>
  phone.evaluate<{ errMsg: string; errno?: number }>(
    `new Promise((resolve) => wx.${name}({ ...${options}, success: resolve, fail: resolve }))`,
  );
const authorize = () => call('authorize', "{ scope: 'scope.record' }");
const press = (name: string) => phone.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const boxes = () => phone.page.getByRole('dialog').count();

test('who has agreed is not asked again', async () => {
  expect(await call('getPrivacySetting')).toEqual({
    errMsg: 'getPrivacySetting:ok',
    needAuthorization: true,
    privacyContractName: '《看店小程序隐私保护指引》',
  });
  const asked = call('requirePrivacyAuthorize');
  await press('同意');
  expect(await asked).toEqual({ errMsg: 'requirePrivacyAuthorize:ok' });
  expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false });
  expect((await call('setClipboardData', "{ data: 'C12345678' }")).errMsg).toBe('setClipboardData:ok');
});

test('a refusal is 104, and for ten seconds nobody is asked again', async () => {
  const asked = call('setClipboardData', "{ data: 'C12345678' }");
  await press('拒绝');
  expect(await asked).toEqual({ errMsg: `setClipboardData:${REFUSED}`, errno: 104 });
  expect(await call('requirePrivacyAuthorize')).toEqual({ errMsg: `requirePrivacyAuthorize:${REFUSED}`, errno: 104 });
  expect(await boxes()).toBe(0);
});

test('the desk may begin with a person who has not been asked', async () => {
  const refused = call('setClipboardData', "{ data: 'C12345678' }");
  await press('拒绝');
  await refused;
  await phone.evaluate("__kandian.device.set({ privacy: 'agreed' }), __kandian.device.set({ privacy: 'needed' })");
  const asked = call('setClipboardData', "{ data: 'C12345678' }");
  await press('同意');
  expect((await asked).errMsg).toBe('setClipboardData:ok');
});

test('two calls at once are asked about in one box', async () => {
  const both = Promise.all([call('requirePrivacyAuthorize'), call('setClipboardData', "{ data: 'x' }")]);
  await phone.page.getByRole('dialog').waitFor();
  expect(await boxes()).toBe(1);
  await press('同意');
  expect((await both).map(({ errMsg }) => errMsg)).toEqual(['requirePrivacyAuthorize:ok', 'setClipboardData:ok']);
});

test('where a scope is asked for, one box asks for both', async () => {
  const asked = authorize();
  await phone.page.getByRole('dialog').getByText('使用你的麦克风').waitFor();
  await phone.page.getByRole('dialog').getByText('同意《看店小程序隐私保护指引》').waitFor();
  await press('允许');
  expect((await asked).errMsg).toBe('authorize:ok');
  expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false });
  expect(await call('getSetting')).toMatchObject({ authSetting: { 'scope.record': true } });
});

test('a refusal there is 103, and leaves the scope unanswered', async () => {
  const asked = authorize();
  await press('拒绝');
  expect(await asked).toEqual({ errMsg: `authorize:${REFUSED}`, errno: 103 });
  expect(await call('getSetting')).toMatchObject({ authSetting: {} });
});

test('the recorder tells it by its error', async () => {
  const error = phone.evaluate(
    `new Promise((resolve) => {
      const recorder = wx.getRecorderManager();
      recorder.onError(resolve);
      recorder.start({ format: 'mp3', sampleRate: 16000, numberOfChannels: 1, encodeBitRate: 48000 });
    })`,
  );
  await press('拒绝');
  expect(await error).toEqual({ errMsg: `operateRecorder:${REFUSED}`, errno: 103 });
});

test('what the notice does not name is closed altogether', async () => {
  await phone.evaluate("__kandian.device.set({ privacy: 'undeclared' })");
  expect(await authorize()).toEqual({
    errMsg: 'authorize:fail api scope is not declared in the privacy agreement',
    errno: 112,
  });
  expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false });
});

describe('a mini-program that asks by itself', () => {
  beforeEach(() =>
    phone.evaluate(`wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
      getApp().log.push('asked for ' + referrer);
      getApp().resolve = resolve;
    })`),
  );

  test('is told who needs it; the call waits for the press on its button', async () => {
    const asked = authorize();
    await phone.page.waitForFunction('getApp().resolve');
    expect(await phone.notes()).toEqual(['asked for authorize']);
    expect(await boxes()).toBe(0);
    await phone.evaluate("getApp().resolve({ event: 'exposureAuthorization' })");
    await phone.find('agree').tap();
    expect(await phone.notes()).toEqual(['agreed']);
    await phone.evaluate("getApp().resolve({ event: 'agree', buttonId: 'agree' })");
    await press('允许'); // the scope itself is asked for as ever
    expect((await asked).errMsg).toBe('authorize:ok');
  });

  test('may pass on a no', async () => {
    const asked = authorize();
    await phone.page.waitForFunction('getApp().resolve');
    await phone.evaluate("getApp().resolve({ event: 'disagree' })");
    expect(await asked).toEqual({ errMsg: `authorize:${REFUSED}`, errno: 104 });
  });

  test('cannot say yes for a person who has pressed nothing', async () => {
    const asked = authorize();
    await phone.page.waitForFunction('getApp().resolve');
    await phone.evaluate("getApp().resolve({ event: 'agree', buttonId: 'agree' })");
    expect(await asked).toEqual({ errMsg: `authorize:${REFUSED} or buttonId is wrong`, errno: 104 });
    expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: true });
  });

  test('whose button is pressed needs to ask no more', async () => {
    await phone.find('agree').tap();
    expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false });
    expect((await call('requirePrivacyAuthorize')).errMsg).toBe('requirePrivacyAuthorize:ok');
  });
});
