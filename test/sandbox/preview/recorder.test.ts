import { openFixture, type FixturePhone } from '../../support/fixture-phone';
import { readMp3Frames } from '../../support/mp3-frames';

jest.setTimeout(30_000);

const VOICE = { format: 'mp3', sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000 };

let phone: FixturePhone;

beforeAll(async () => {
  phone = await openFixture();
});
afterAll(() => phone.close());
beforeEach(async () => {
  await phone.open('#/extra/pages/pick/pick');
  await phone.evaluate(`{
    globalThis.heard = [];
    globalThis.recorder = wx.getRecorderManager();
    const names = ['Start', 'Pause', 'Resume', 'Stop', 'Error', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd'];
    for (const name of names) recorder['on' + name]((detail) => heard.push({ ...detail, name }));
  }`);
});

interface Heard {
  readonly name: string;
  readonly errMsg?: string;
  readonly tempFilePath?: string;
  readonly duration?: number;
  readonly fileSize?: number;
  readonly isLastFrame?: boolean;
  readonly frameBuffer?: unknown;
}
const heard = () => phone.evaluate<Heard[]>('heard');
const names = async () => (await heard()).map(({ name }) => name);
const hears = (name: string) => phone.page.waitForFunction(`heard.some((one) => one.name === '${name}')`);
const errors = async () => (await heard()).flatMap(({ errMsg }) => errMsg ?? []);
const tell = (command: string, options?: object) =>
  phone.evaluate(`recorder.${command}(${options === undefined ? '' : JSON.stringify(options)})`);
const press = (name: string) => phone.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const state = () => phone.evaluate<string>('__kandian.recorder().state');
/** Records from now on, with the person's leave. */
const record = async (options: object = {}) => {
  await tell('start', { ...VOICE, ...options });
  await press('允许');
  await hears('Start');
};
const readFile = async (path = ''): Promise<Buffer> => {
  const read = `wx.getFileSystemManager().readFileSync(${JSON.stringify(path)}, 'base64')`;
  return Buffer.from(await phone.evaluate<string>(read), 'base64');
};

test('what the microphone hears becomes an mp3 of the kind that was asked for', async () => {
  await record();
  expect(await state()).toBe('recording');
  await phone.page.waitForTimeout(1500);
  await tell('stop');
  await hears('Stop');
  const { tempFilePath, duration = 0, fileSize } = (await heard()).at(-1) ?? { name: '' };
  expect(tempFilePath).toMatch(/^wxfile:\/\/tmp_.+\.mp3$/);
  const file = await readFile(tempFilePath);
  expect(file).toHaveLength(fileSize ?? -1);
  expect(readMp3Frames(file)).toMatchObject({ sampleRate: 16_000, channels: 1, bitRate: 48 });
  expect(duration).toBeGreaterThan(1000);
  // An encoder adds its own delay, and fills its last frame.
  expect((readMp3Frames(file)?.durationMs ?? 0) - duration).toBeLessThan(150);
  expect(await phone.evaluate('__kandian.recorder()')).toEqual({
    state: 'idle',
    recordings: [{ durationMs: duration, bytes: fileSize }],
  });
});

test('it is a real sound: a browser plays it and finds it loud', async () => {
  await record();
  await phone.page.waitForTimeout(1500);
  await tell('stop');
  await hears('Stop');
  const loudest = await phone.evaluate<number>(`(async () => {
    const path = heard.at(-1).tempFilePath;
    const bytes = wx.getFileSystemManager().readFileSync(path);
    const sound = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(bytes);
    return Math.max(...sound.getChannelData(0).map(Math.abs));
  })()`);
  expect(loudest).toBeGreaterThan(0.3);
});

test('pieces of the size asked for come on the way, and together they are the file', async () => {
  await record({ frameSize: 1 });
  await phone.page.waitForFunction("heard.filter((one) => one.name === 'FrameRecorded').length > 2");
  await tell('stop');
  await hears('Stop');
  const frames = (await heard()).filter(({ name }) => name === 'FrameRecorded');
  const sizes = await phone.evaluate<number[]>('heard.flatMap((one) => one.frameBuffer?.byteLength ?? [])');
  expect(sizes.slice(0, -1).every((size) => size === 1024)).toBe(true);
  expect(frames.map(({ isLastFrame }) => isLastFrame)).toEqual([...frames.slice(1).map(() => false), true]);
  expect(sizes.reduce((sum, size) => sum + size)).toBe((await heard()).at(-1)?.fileSize);
});

test('it stops by itself after the time that was asked for, to the millisecond', async () => {
  await record({ duration: 600 });
  await hears('Stop');
  expect((await heard()).at(-1)?.duration).toBe(600);
  expect(await state()).toBe('idle');
});

test('what is paused is not recorded', async () => {
  await record();
  await tell('pause');
  await hears('Pause');
  await phone.page.waitForTimeout(1000);
  await tell('resume');
  await hears('Resume');
  await phone.page.waitForTimeout(300);
  await tell('stop');
  await hears('Stop');
  expect((await heard()).at(-1)?.duration).toBeLessThan(1000);
});

describe('leave to record', () => {
  test('is asked for at the first use, and nothing is recorded meanwhile', async () => {
    await tell('start', VOICE);
    await phone.page.getByRole('dialog').getByText('使用你的麦克风').waitFor();
    expect(await state()).toBe('starting');
    await tell('stop');
    await hears('Error');
    expect(await errors()).toEqual(['operateRecorder:fail recorder not start']);
    await press('允许');
    await hears('Start');
  });

  test('that is refused stays so, until the settings say otherwise', async () => {
    await tell('start', VOICE);
    await press('拒绝');
    await hears('Error');
    await tell('start', VOICE);
    await phone.page.waitForFunction('heard.length === 2');
    expect(await errors()).toEqual(Array(2).fill('operateRecorder:fail auth deny'));
    await phone.find('settings').tap();
    await phone.page.getByRole('checkbox').check();
    await press('返回');
    await tell('start', VOICE);
    await hears('Start');
  });

  test('is of no use where the phone forbids WeChat the microphone; its own settings give it back', async () => {
    await phone.evaluate("__kandian.device.set({ microphone: 'denied' })");
    await tell('start', VOICE);
    await press('允许');
    await hears('Error');
    expect(await errors()).toEqual(['operateRecorder:fail system permission denied']);
    await phone.evaluate('wx.openAppAuthorizeSetting()');
    await phone.page.getByRole('checkbox', { name: '麦克风' }).check();
    expect(await phone.notes()).toContain('app hide');
    await press('返回');
    expect(await phone.notes()).toContain('app show');
    expect(await phone.evaluate('wx.getAppAuthorizeSetting().microphoneAuthorized')).toBe('authorized');
    await tell('start', VOICE);
    await hears('Start');
  });

  test('is given once for all that needs it', async () => {
    await record();
    await tell('stop');
    const allowed = phone.evaluate('new Promise((resolve) => wx.getSetting({ success: resolve }))');
    expect(await allowed).toMatchObject({ authSetting: { 'scope.record': true } });
  });
});

describe('a telephone call', () => {
  const call = (inCall: boolean) => phone.evaluate(`__kandian.device.set({ inCall: ${inCall} })`);

  test('pauses the recording, which goes on only after the call and when it is told to', async () => {
    await record();
    await call(true);
    await hears('Pause');
    await tell('resume');
    await hears('Error');
    await call(false);
    expect(await state()).toBe('paused');
    await tell('resume');
    await hears('Resume');
    expect(await names()).toEqual(['Start', 'InterruptionBegin', 'Pause', 'Error', 'InterruptionEnd', 'Resume']);
    await tell('stop');
    await hears('Stop');
  });

  test('lets nothing be started', async () => {
    await call(true);
    await tell('start', VOICE);
    await press('允许');
    await hears('Error');
    expect(await errors()).toEqual(['operateRecorder:fail start record fail']);
    expect(await state()).toBe('idle');
  });
});

test('in the background nothing is recorded', async () => {
  await record();
  await phone.evaluate('__kandian.device.set({ visible: false })');
  await hears('Pause');
  expect(await state()).toBe('paused');
});

test('one recording at a time, and none where there is none', async () => {
  await tell('stop');
  await record();
  await tell('start', VOICE);
  await tell('resume');
  await phone.page.waitForFunction("heard.filter((one) => one.name === 'Error').length === 3");
  expect(await errors()).toEqual([
    'operateRecorder:fail recorder not start',
    'operateRecorder:fail is recording or paused',
    'operateRecorder:fail recorder not pause',
  ]);
});

test.each([
  ['a bit rate that does not go with the sample rate', { sampleRate: 16_000, encodeBitRate: 16_000 }, 'encodeBitRate'],
  ['a sample rate that there is not', { sampleRate: 15_000 }, 'sampleRate'],
  ['more than ten minutes', { duration: 600_001 }, 'duration'],
  ['three channels', { numberOfChannels: 3 }, 'numberOfChannels'],
])('%s: refused before anybody is asked', async (_, options, named) => {
  await tell('start', { ...VOICE, ...options });
  await hears('Error');
  expect(await errors()).toEqual([`operateRecorder:fail invalid ${named}`]);
  expect(await phone.page.getByRole('dialog').count()).toBe(0);
});

test('there is one recorder, without a way to stop listening', async () => {
  expect(await phone.evaluate('wx.getRecorderManager() === recorder')).toBe(true);
  await expect(phone.evaluate('recorder.offStop()')).rejects.toThrow(
    'preview does not implement RecorderManager.offStop',
  );
});

test('a format that the preview cannot make is refused by name', async () => {
  await tell('start', { ...VOICE, format: 'aac' });
  await hears('Error');
  expect((await errors())[0]).toContain('preview does not implement format aac of RecorderManager.start');
});
