import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeTone } from '../../../sandbox/vendors/ezviz/voice-file';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(30_000);

const TONE = makeTone(600, 440);

let phone: FixturePhone;
let server: Server;
let address: string;
let answer: RequestListener;

beforeAll(async () => {
  phone = await openFixture();
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/voice.wav?sign=secret`;
});
afterAll(async () => {
  await phone.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  answer = (_, response) => void response.writeHead(200, { 'content-type': 'audio/wav' }).end(TONE);
  await phone.open();
  await phone.evaluate(`{
    globalThis.heard = [];
    globalThis.sound = wx.createInnerAudioContext();
    for (const name of ['Play', 'Pause', 'Stop', 'Ended']) sound['on' + name](() => heard.push(name));
    sound.onError(({ errCode }) => heard.push(errCode));
  }`);
});

const heard = () => phone.evaluate('heard');
const hears = (what: string | number) => phone.page.waitForFunction(`heard.includes(${JSON.stringify(what)})`);
const play = (src = address) => phone.evaluate(`sound.src = ${JSON.stringify(src)}, sound.play()`);
const sounds = () => phone.evaluate('__kandian.sounds()');
const set = (change: object) => phone.evaluate(`__kandian.device.set(${JSON.stringify(change)})`);

test('a message of another origin plays from beginning to end', async () => {
  await play();
  await hears('Ended');
  expect(await heard()).toEqual(['Play', 'Ended']);
  expect(await phone.evaluate('sound.duration')).toBeCloseTo(0.6, 1);
  expect(await sounds()).toEqual([{ path: '/voice.wav', state: 'ended', audible: true }]);
});

test('it pauses, goes on and stops at a word', async () => {
  await phone.evaluate('sound.loop = true, undefined');
  await play();
  await hears('Play');
  await phone.evaluate('sound.pause()');
  await hears('Pause');
  expect(await phone.evaluate('sound.paused')).toBe(true);
  await phone.evaluate('sound.play()');
  await phone.page.waitForFunction("heard.length === 3 && heard[2] === 'Play'");
  await phone.evaluate('sound.stop()');
  await hears('Stop');
  expect(await phone.evaluate('sound.currentTime')).toBe(0);
  expect(await heard()).toEqual(['Play', 'Pause', 'Play', 'Stop']);
});

test('a listener can be taken off again', async () => {
  await phone.evaluate("{ const nobody = () => heard.push('nobody'); sound.onPlay(nobody); sound.offPlay(nobody); }");
  await play();
  await hears('Ended');
  expect(await heard()).toEqual(['Play', 'Ended']);
});

test.each([
  ['that is gone', 404, 10_002],
  ['that is no sound', 200, 10_004],
])('an address %s', async (_, status, code) => {
  answer = (__, response) => void response.writeHead(status).end('<html>');
  await play();
  await hears(code);
  expect(await sounds()).toEqual([{ path: '/voice.wav', state: 'failed', audible: true }]);
});

test('without a network nothing is loaded, and a file of the phone needs none', async () => {
  await set({ network: 'none' });
  await play();
  await hears(10_002);
  const write = `wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/own.wav', '${TONE.toString('base64')}', 'base64')`;
  await phone.evaluate(write);
  await play('wxfile://usr/own.wav');
  await hears('Ended');
  await play('wxfile://usr/none.wav');
  await hears(10_003);
});

test('the mute switch silences it, unless the mini-program says otherwise', async () => {
  await set({ silenced: true });
  await play();
  await hears('Ended');
  expect(await sounds()).toEqual([expect.objectContaining({ audible: false })]);
  await phone.evaluate('wx.setInnerAudioOption({ obeyMuteSwitch: false })');
  await phone.evaluate('sound.play()');
  expect(await sounds()).toEqual([expect.objectContaining({ audible: true })]);
});

test('a telephone call pauses it and lets nothing play', async () => {
  await phone.evaluate(`sound.loop = true, wx.onAudioInterruptionBegin(() => heard.push('begin')),
    wx.onAudioInterruptionEnd(() => heard.push('end'))`);
  await play();
  await hears('Play');
  await set({ inCall: true });
  await hears('Pause');
  await phone.evaluate('sound.play()');
  await hears(10_001);
  await set({ inCall: false });
  expect(new Set(await phone.evaluate<unknown[]>('heard'))).toEqual(new Set(['Play', 'begin', 'Pause', 10_001, 'end']));
});

test('a sound that is destroyed says nothing more', async () => {
  await phone.evaluate('sound.loop = true, undefined');
  await play();
  await hears('Play');
  await phone.evaluate('sound.destroy()');
  expect(await phone.evaluate('sound.paused')).toBe(true);
  expect(await sounds()).toEqual([expect.objectContaining({ state: 'destroyed' })]);
  expect(await heard()).toEqual(['Play']);
});

describe('how a live-player sounds', () => {
  beforeEach(() => phone.open('#/extra/pages/touch/touch'));
  const change = (data: object) => phone.evaluate(`getCurrentPages().at(-1).setData(${JSON.stringify(data)})`);
  const players = () => phone.evaluate('__kandian.players()');
  const video = () => phone.evaluate("(({ muted, volume }) => ({ muted, volume }))(document.querySelector('video'))");

  test('follows its attributes, and each change is kept', async () => {
    expect(await players()).toEqual([{ muted: false, soundMode: 'speaker', changes: [] }]);
    await change({ muted: true });
    expect(await video()).toEqual({ muted: true, volume: 1 });
    await change({ soundMode: 'ear' });
    expect(await video()).toEqual({ muted: true, volume: 0.2 });
    await change({ muted: false, soundMode: 'speaker' });
    expect(await video()).toEqual({ muted: false, volume: 1 });
    expect(await players()).toEqual([
      { muted: false, soundMode: 'speaker', changes: ['muted', 'ear', 'unmuted', 'speaker'] },
    ]);
  });

  test('is of no interest once its page has gone', async () => {
    await phone.evaluate("wx.reLaunch({ url: '/pages/home/home' })");
    await phone.page.waitForFunction('__kandian.players().length === 0');
  });
});

test('each vibration is kept with its strength', async () => {
  await phone.evaluate("wx.vibrateShort({ type: 'light' }), wx.vibrateShort(), wx.vibrateLong()");
  const strange = "new Promise((resolve) => wx.vibrateShort({ type: 'wild', fail: resolve }))";
  expect(await phone.evaluate(strange)).toEqual({ errMsg: 'vibrateShort:fail style is not support' });
  const at = expect.any(Number) as number;
  expect(await phone.evaluate('__kandian.vibrations()')).toEqual([
    { type: 'light', at },
    { type: null, at },
    { type: 'long', at },
  ]);
});
