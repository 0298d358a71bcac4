import * as v from 'valibot';
import { endOfChinaDay } from '../../../../cloudfunctions/core/china-time';
import { createHttp } from '../../../../cloudfunctions/core/http';
import { createEzvizApi } from '../../../../cloudfunctions/vendors/ezviz/api';
import { refusals, voiceRefusals } from '../../../../cloudfunctions/vendors/ezviz/codes';
import { ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import { startEzviz, validateCodeOf, type EzvizSimulator } from '../../../../sandbox/vendors/ezviz/index';
import {
  makeCamera,
  makeClock,
  makeOrigins,
  withTrait,
  type FakeClock,
  type FakeOrigin,
} from '../../../sandbox/vendors/support';
import { makeDriverDeps } from '../../../support/driver-deps';

/** The driver against the simulator, two readings of one guide: what one does the other must see. */
const camera = makeCamera('ezviz', { serial: 'K10000001' });
const offline = withTrait('ezviz', 'offline', 'K10000007');
const encrypted = withTrait('ezviz', 'encrypted', 'K10000003');
const masked = withTrait('ezviz', 'masked', 'K10000004');
/** Knows no slow speed. */
const dome = makeCamera('ezviz', { serial: 'K10000005', device: 5 });
const DAY = 86_400_000;

let simulator: EzvizSimulator;
let origin: FakeOrigin;
let time: FakeClock;
let api: ReturnType<typeof createEzvizApi>;

const addressOf = ({ serial, channel }: { serial: string; channel: string }) => ({
  deviceId: serial,
  channelId: channel,
  groupId: null,
});
const address = addressOf(camera);

function open(credentials: object = {}): ReturnType<typeof createEzvizApi> {
  const clock = { now: () => time.now(), sleep: async (ms: number) => time.advance(ms) };
  const http = createHttp({ clock, random: () => 0, timeoutMs: 4000 });
  const account = v.parse(ezvizCredentials, { ...simulator.credentials, ...credentials });
  return createEzvizApi(makeDriverDeps(account, http, clock));
}

beforeEach(async () => {
  const { startOrigin, origins } = makeOrigins();
  time = makeClock();
  simulator = await startEzviz({ cameras: [camera, offline, encrypted, masked, dome], startOrigin, clock: time });
  origin = origins[0]!;
  api = open();
});
afterEach(() => simulator.close());

test('a camera tells what it can do, and does no more than that', async () => {
  const abilities = await api.readAbilities(address);
  expect(abilities).toMatchObject({ mask: true, snapshot: true });
  expect(abilities.motions).toEqual(expect.arrayContaining(['up', 'down', 'left', 'right']));
});

test('a motion turns the camera while it lasts, up to its end stop', async () => {
  const pan = () => simulator.inspect(camera.serial, camera.channel)?.position.pan ?? NaN;
  expect(await api.ptz.start(address, 'left', 1)).toBe('moved');
  time.advance(500);
  await api.ptz.stop(address, 'left');
  const stopped = pan();
  expect(stopped).toBeLessThan(0);
  time.advance(5000);
  expect(pan()).toBe(stopped);

  await api.ptz.start(address, 'left', 1);
  time.advance(60_000);
  await api.ptz.stop(address, 'left');
  expect(await api.ptz.start(address, 'left', 1)).toBe('limit');
  expect(await api.ptz.start(address, 'right', 0)).toBe('moved');
  await api.ptz.stop(address, 'right');
});

test('presets are remembered, returned to and forgotten', async () => {
  const preset = await api.presets.add(address);
  expect((await api.presets.list(address)).map(({ id }) => id)).toContain(preset.id);
  await api.presets.move(address, preset.id);
  time.advance(60_000);
  await api.presets.clear(address, preset.id);
  expect(await api.presets.list(address)).toEqual([]);
  await expect(api.presets.move(address, preset.id)).rejects.toMatchObject({ code: 'not-found' });
});

test('the mask goes on and off, and putting it on twice is no error', async () => {
  expect(await api.switches.readMask(address)).toBe(false);
  await api.switches.setMask(address, true);
  time.advance(10_000);
  await api.switches.setMask(address, true);
  expect(await api.switches.readMask(address)).toBe(true);
  expect(await api.readStatus([address])).toMatchObject([{ condition: 'masked' }]);
  time.advance(10_000);
  await api.switches.setMask(address, false);
  expect(await api.switches.readMask(address)).toBe(false);
  expect(await api.switches.readMask(addressOf(masked))).toBe(true);
});

test('mirroring flips the picture, and once more flips it back', async () => {
  const state = () => simulator.inspect(camera.serial, camera.channel);
  const before = state();
  await api.switches.mirror(address, 'horizontal');
  expect(state()).not.toEqual(before);
  time.advance(10_000);
  await api.switches.mirror(address, 'horizontal');
  expect(state()).toEqual(before);
});

test('encryption goes off with the code on the label, whichever way it stands', async () => {
  await expect(api.openLive(addressOf(encrypted), 'main', [])).rejects.toMatchObject({ code: 'device-encrypted' });
  await expect(api.encryption.off(encrypted.serial, 'WRONGX')).rejects.toMatchObject({ code: 'invalid-argument' });
  await api.encryption.on(encrypted.serial);
  for (let times = 0; times < 2; times += 1) {
    await api.encryption.off(encrypted.serial, validateCodeOf(encrypted.serial));
    await api.openLive(addressOf(encrypted), 'main', []);
  }
  await api.encryption.on(camera.serial);
  await expect(api.openLive(address, 'main', [])).rejects.toMatchObject({ code: 'device-encrypted' });
});

test.each(['device', 'cloud'] as const)('recordings at the place %s are found and can be opened', async (place) => {
  const to = time.now();
  const found = await api.recordings.list(address, { place, from: to - 3 * DAY, to });
  expect(found.length).toBeGreaterThan(0);
  for (const recording of found) expect(recording.from).toBeLessThan(recording.to);
  const recording = found.at(-1)!;
  for (const avoid of [[], ['flv'] as const]) {
    const { sources, from } = await api.recordings.open(address, {
      place,
      recording,
      at: recording.from,
      speed: 1,
      avoid,
    });
    const [source] = sources;
    expect(from).toBe(recording.from);
    expect(source?.url).toMatch(avoid.length === 0 ? /^http/ : /^rtmp/);
    expect(source?.expiresAt).toBe(time.now() + 3600_000 - (time.now() % 1000));
  }
});

test('a recording over midnight is opened part by part', async () => {
  const midnight = endOfChinaDay(time.now()) - DAY;
  const night = { from: midnight - 60_000, to: midnight + 60_000 };
  const open = (at: number) =>
    api.recordings.open(address, { place: 'cloud', recording: { ...night, id: null }, at, speed: 1, avoid: [] });
  const first = await open(night.from);
  expect(first).toMatchObject({ from: night.from, to: midnight });
  const second = await open(first.to);
  expect(second).toMatchObject({ from: midnight, to: night.to });
});

test('a picture can be fetched, and another after four seconds', async () => {
  const { url } = await api.snapshots.take(address);
  expect(origin.get(url) ?? (await fetch(url)).ok).toBeTruthy();
  await expect(api.snapshots.take(address)).rejects.toMatchObject({ code: 'rate-limited' });
  time.advance(4000);
  await api.snapshots.take(address);
});

test('a voice message reaches the device, and so does a phrase of either list', async () => {
  const bytes = mp3Of(2);
  await api.talk.send(address, { bytes, fileName: 'talk.mp3' });
  expect(simulator.inspect(camera.serial, camera.channel)?.spoken).not.toBeNull();
  await expect(api.talk.send(address, { bytes, fileName: 'talk.mp3' })).rejects.toMatchObject({ code: 'device-busy' });
  const phrases = await api.talk.listPhrases('vendor');
  expect(phrases.length).toBeGreaterThan(0);
  expect(await api.talk.listPhrases('own')).toEqual(expect.any(Array));
  time.advance(60_000);
  await api.talk.playPhrase(address, phrases[0]!);
});

test('a device is named, removed, and added again with the code on its label', async () => {
  await api.devices.rename(address, '新收银台');
  await api.devices.renameDevice(camera.serial, '一号机');
  const names: string[] = [];
  for await (const page of api.lists.cameraPages()) names.push(...page.map(({ channelName }) => channelName));
  expect(names).toContain('新收银台');
  expect(await api.devices.listCameras(camera.serial)).toMatchObject([{ channelId: '1', name: '新收银台' }]);

  const again = { deviceId: camera.serial, code: 'WRONGX', name: '' };
  await expect(api.devices.add(again)).rejects.toMatchObject({ code: 'conflict' });
  await api.devices.removeDevice(camera.serial);
  expect(await api.readStatus([address])).toEqual([]);
  await expect(api.devices.add(again)).rejects.toMatchObject({ code: 'invalid-argument', vendorCode: '20010' });
  const code = validateCodeOf(camera.serial);
  await api.devices.add({ deviceId: camera.serial.toLowerCase(), code, name: '收银台' });
  expect(await api.readStatus([address])).toMatchObject([{ reachability: 'online' }]);
  expect(await api.openLive(address, 'main', [])).toHaveLength(1);
});

test('an address that is ended lets nobody in any more', async () => {
  const [source] = await api.openLive(address, 'main', []);
  expect(origin.pull(source!.url)).toMatchObject({ kind: 'live' });
  await api.disableAddress(address, source!);
  expect(origin.pull(source!.url)).toMatchObject({ kind: 'refused' });
});

test('an offline camera is device-offline to every command', async () => {
  const lost = addressOf(offline);
  for (const make of [
    () => api.ptz.start(lost, 'up', 1),
    () => api.switches.setMask(lost, true),
    () => api.snapshots.take(lost),
    () => api.talk.send(lost, { bytes: mp3Of(1), fileName: 'a.mp3' }),
  ]) {
    await expect(make()).rejects.toMatchObject({ code: 'device-offline' });
  }
});

test("the way to the vendor's mini-program carries a token for this one camera", async () => {
  const { vendorApp } = open({ subAccount: { prefix: 'kandian' } });
  const { path } = await vendorApp!.openLive(address);
  const accessToken = new URLSearchParams(path.split('?')[1]).get('accessToken') ?? '';
  const ask = async (deviceSerial: string): Promise<unknown> => {
    const body = new URLSearchParams({ accessToken, deviceSerial, channelNo: '1', protocol: '3', quality: '1' });
    const url = `${simulator.baseUrl}/api/lapp/v2/live/address/get`;
    return Reflect.get(Object(await (await fetch(url, { method: 'POST', body })).json()), 'code');
  };
  expect(await ask(camera.serial)).toBe('200');
  expect(await ask(offline.serial)).not.toBe('200');
  expect(await ask(masked.serial)).toBe('10031');
  time.advance(61 * 60_000);
  expect(await vendorApp!.closeExpired()).toBe(1);
  expect(await ask(camera.serial)).not.toBe('200');
});

test.each(Object.entries(voiceRefusals))('111012 with the inner code %s is %s', async (inner, code) => {
  simulator.setFaults({ answer: { endpoint: '/api/lapp/voice/sendonce', code: `111012:${inner}` } });
  const sent = api.talk.send(address, { bytes: mp3Of(1), fileName: 'a.mp3' });
  await expect(sent).rejects.toMatchObject({ code, vendorCode: `111012-${inner}` });
});

test.each(Object.entries(refusals).filter(([code]) => code !== '10002'))(
  'code %s is %s, as the simulator words it',
  async (code, refusal) => {
    simulator.setFaults({ answer: { endpoint: '/api/lapp/device/delete', code } });
    const wanted = refusal === 'pause' ? 'vendor-quota' : refusal;
    await expect(api.devices.removeDevice(camera.serial)).rejects.toMatchObject({ code: wanted, vendorCode: code });
  },
);

/** Silence of so many seconds: MPEG-2 layer III frames of 16 kHz, mono, 48 kbit/s, 36 ms each. */
function mp3Of(seconds: number): Uint8Array {
  const frame = Buffer.alloc(216);
  frame.set([0xff, 0xf3, 0x68, 0xc4]);
  return Buffer.concat(Array.from({ length: Math.round((seconds * 1000) / 36) }, () => frame));
}
