import * as v from 'valibot';
import { createHttp } from '../../../../cloudfunctions/core/http';
import type { CloudVideo } from '../../../../typings/contract/domain';
import type { ErrorCode } from '../../../../typings/contract/errors';
import { createOnenetApi, type OnenetApi } from '../../../../cloudfunctions/vendors/onenet/api';
import { liveUrl } from '../../../../cloudfunctions/vendors/onenet/api/play';
import { createOnenetDriver } from '../../../../cloudfunctions/vendors/onenet/driver';
import { onenetCredentials } from '../../../../cloudfunctions/vendors/onenet/wire';
import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import type { Driver } from '../../../../cloudfunctions/core/ports';
import type { Simulator } from '../../../../sandbox/vendors/simulator';
import { makeCamera, makeClock, withTrait } from '../../../sandbox/vendors/support';
import { makeDriverDeps } from '../../../support/driver-deps';
import { JPEG } from './rig';

/** Every call of the guide, asked of the simulator that was written from the same guide by somebody else. */
const DAY_MS = 86_400_000;
const CAMERA = makeCamera('onenet');
const ADDRESS = { deviceId: CAMERA.serial, channelId: CAMERA.channel, groupId: null };
const OLD = withTrait('onenet', 'main-only', '2160002');
const SLOW = withTrait('onenet', 'flaky', '2160003');
const OFFLINE = withTrait('onenet', 'offline', '2160004');
const at = ({ serial, channel }: typeof CAMERA) => ({ deviceId: serial, channelId: channel, groupId: null });
/** Noon in China; time passes for both sides when the driver waits. */
const NOW = Date.UTC(2026, 0, 10, 4);
const time = makeClock(NOW);
const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };

let simulator: Simulator;
let api: OnenetApi;
let driver: Driver;

beforeAll(async () => {
  simulator = await startOnenet({ cameras: [CAMERA, OLD, SLOW, OFFLINE], clock: time });
  const credentials = v.parse(onenetCredentials, simulator.credentials);
  const deps = makeDriverDeps(credentials, createHttp({ clock, random: () => 0 }), clock);
  api = createOnenetApi(deps);
  driver = createOnenetDriver(deps);
});
afterEach(() => simulator.setFaults({}));
afterAll(() => simulator.close());

const refusedWith = (code: ErrorCode, vendorCode?: string): unknown =>
  expect.objectContaining({ code, ...(vendorCode !== undefined && { vendorCode }) });
const outcome = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

test('§1 a device is created, found by each filter, changed and deleted', async () => {
  const id = await api.devices.create({ title: 'Backdoor', description: 'b', authInfo: 'auth-new', area: '100' });
  await api.devices.update(id, { title: 'Frontdoor', tags: ['gate'], isPrivate: false });
  expect(await api.devices.view(id)).toMatchObject({ id, title: 'Frontdoor', desc: 'b', tags: ['gate'] });
  const filters = [
    { keywords: id.slice(0, -1) },
    { title: 'front' },
    { tag: 'gate' },
    { isPrivate: false },
    { ids: [id, '1'] },
    { authInfo: 'auth-new' },
    { createdFrom: time.now() - DAY_MS, createdTo: time.now() + DAY_MS },
    { online: true, title: 'Front' },
  ];
  for (const filter of filters) {
    const found = await api.devices.search({ ...filter, perPage: 10 });
    expect({ filter, ids: found.devices.map((device) => device.id) }).toEqual({ filter, ids: [id] });
  }
  await api.devices.remove(id);
  expect((await api.devices.search({ ids: [id] })).total).toBe(0);
});

test('§1.2 a device registers itself by a code that the driver passes on', async () => {
  const code = 'sandbox-onenet-register-code';
  const id = await api.devices.registerByCode(code, { serial: 'SN-42', title: 'gate' });
  expect(await api.devices.view(id)).toMatchObject({ title: 'gate' });
  expect(await outcome(api.devices.registerByCode('wrong', { mac: 'aa' }))).toEqual(refusedWith('vendor-auth'));
  await driver.devices?.remove({ deviceId: id, channelId: '1', groupId: null });
});

test('§2 a channel is added, listed, changed and deleted; 16 and 17 are told for what they are', async () => {
  const channel = { ...ADDRESS, channelId: '7' };
  await api.channels.add(channel, { title: 'Gate1', description: '后门' });
  expect(await outcome(api.channels.add(channel, { title: 'Gate1' }))).toEqual(refusedWith('conflict', '16'));
  await api.channels.modify(channel, { title: 'Gate2', description: '前门' });
  const listed = (await api.channels.list(ADDRESS.deviceId)).find((row) => row.channel_id === '7');
  expect(listed).toMatchObject({ title: 'Gate2', desc: '前门' });
  await driver.devices?.rename(channel, '收银台');
  expect((await api.channels.list(ADDRESS.deviceId)).map(({ desc }) => desc)).toContain('收银台');
  await api.channels.remove(channel);
  expect(await outcome(api.channels.modify(channel, { title: 'x' }))).toEqual(refusedWith('not-found', '17'));
});

test('§3.1 a command of the user’s own comes back as the device says it', async () => {
  const body = { bytes: Buffer.from('{"hello":"中"}') };
  const answer = await api.commands.ask({ deviceId: ADDRESS.deviceId, body, type: 'user' });
  expect(Buffer.from(answer).toString()).toBe('{"hello":"中"}');
});

test('§3.1 an answer that comes late is waited for', async () => {
  await api.camera.listRecordings(at(SLOW), { from: time.now() - DAY_MS, to: time.now() });
  const paths = simulator.requests().map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith('/cmd_status')).length).toBeGreaterThan(0);
  expect(paths.at(-1)).toMatch(/cmds|cmd_resp/);
});

test.each([
  ['cmd_status:0', 'device-offline', '0'],
  ['cmd_status:3', 'vendor-unavailable', '3'],
  ['cmd_status:5', 'device-busy', '5'],
  ['cmd_status:6', 'vendor-protocol', '6'],
  ['resp_code:1', 'not-found', '1'],
  ['resp_code:2', 'not-found', '2'],
  ['resp_code:3', 'vendor-unavailable', '3'],
  ['resp_code:4', 'unsupported', '4'],
  ['resp_code:5', 'invalid-argument', '5'],
  ['resp_code:6', 'device-busy', '6'],
  ['resp_code:7', 'vendor-unavailable', '7'],
] as const)('§3.1 %s is %s', async (code, error, vendorCode) => {
  simulator.setFaults({ answer: { endpoint: 'POST /ipc/video/cmds', code } });
  const call = api.camera.listRecordings(ADDRESS, { from: 0, to: DAY_MS });
  expect(await outcome(call)).toEqual(refusedWith(error, vendorCode));
});

test('§3.2 levels, motions, steps and stops reach the camera', async () => {
  for (const level of [1, 2, 3, 4] as const) {
    await api.camera.setLevel(ADDRESS, level);
    expect(simulator.inspect(CAMERA.serial, CAMERA.channel)).toMatchObject({ level });
  }
  for (const motion of driver.ptz!.motions) {
    expect(await driver.ptz!.start(ADDRESS, motion, 1)).toBe('moved');
    await driver.ptz!.stop(ADDRESS, motion);
    expect(await driver.ptz!.step!(ADDRESS, motion, 0)).toBe('moved');
  }
  expect(await outcome(driver.ptz!.start(at(OFFLINE), 'left', 1))).toEqual(refusedWith('device-offline', '0'));
});

test.each([
  ['the guide', CAMERA],
  ['the device SDK', OLD],
  ['a newer edition', SLOW],
])('§3.2c recordings on the card are read as %s spells them, and play', async (_, camera) => {
  const span = { from: time.now() - 3 * DAY_MS, to: time.now() };
  const found = await driver.recordings!.list(at(camera), { ...span, place: 'device' });
  expect(found.length).toBeGreaterThan(0);
  for (const { from, to } of found) expect(from).toBeLessThan(to);
  expect(found.map(({ from }) => from)).toEqual(found.map(({ from }) => from).sort((a, b) => a - b));
  const recording = found[0]!;
  const wish = { place: 'device', recording, at: recording.from, speed: 1, avoid: [] } as const;
  const playback = await driver.recordings!.open(at(camera), wish);
  expect(playback).toMatchObject({ from: recording.from, to: recording.to });
  expect(playback.sources[0]?.url).toMatch(/^rtmp:\/\/[^/]+\/rvod\/\d+-\d+-\d{14}-\d{14}\?/);
});

test('§3.2c a time without recordings has none', async () => {
  const span = { from: Date.UTC(1999, 0, 1), to: Date.UTC(1999, 0, 2) };
  for (const camera of [CAMERA, OLD, SLOW]) {
    expect(await driver.recordings!.list(at(camera), { ...span, place: 'device' })).toEqual([]);
  }
});

test.each(['rtmp', 'hls', 'https-hls'] as const)('§4.1 the address of %s is of its kind', async (protocol) => {
  const url = liveUrl(protocol, ADDRESS, await api.play.readAddress(ADDRESS, protocol));
  expect(url.split(':')[0]).toBe({ rtmp: 'rtmp', hls: 'http', 'https-hls': 'https' }[protocol]);
});

test.each([
  ['1', 'invalid-argument'],
  ['2', 'vendor-unavailable'],
  ['3', 'not-found'],
  ['4', 'device-offline'],
  ['5', 'device-busy'],
] as const)('§4.1 errno %s is %s', async (code, error) => {
  simulator.setFaults({ answer: { endpoint: 'GET /ipc/video/play_address', code } });
  expect(await outcome(api.play.readAddress(ADDRESS, 'rtmp'))).toEqual(refusedWith(error, code));
});

test('§4.2 and §4.3 a stream is preloaded, and its thumbnail is a picture', async () => {
  await api.play.preload(ADDRESS, await api.play.readAddress(ADDRESS, 'hls'), 60);
  expect(simulator.counts().openChannels).toBe(1);
  const thumbnail = await api.play.fetchThumbnail(ADDRESS, await api.play.readAddress(ADDRESS, 'rtmp'));
  expect(thumbnail.byteLength).toBeGreaterThan(100);
});

test('§5 a picture is put, listed, told of, fetched and removed; its name cannot be taken twice', async () => {
  const picture = { name: 'p1', format: 'jpg', bytes: JPEG, description: '图片描述' } as const;
  await api.pictures.put(ADDRESS, picture);
  expect(await outcome(driver.pictures!.put(ADDRESS, picture))).toEqual(refusedWith('conflict'));
  const span = { from: time.now() - 60_000, to: time.now() + 60_000 };
  const { pictures } = await driver.pictures!.list(ADDRESS, span, 1);
  expect(pictures.map(({ name, bytes }) => [name, bytes])).toEqual([['p1', JPEG.byteLength]]);
  const told = await api.pictures.view(ADDRESS, 'p1');
  expect(told.description).toBe('图片描述');
  expect(Buffer.from(await api.pictures.fetch(told))).toEqual(Buffer.from(JPEG));
  await driver.pictures!.remove(ADDRESS, 'p1');
  expect(await outcome(api.pictures.view(ADDRESS, 'p1'))).toEqual(refusedWith('not-found'));
  expect(await outcome(api.pictures.fetch(told))).toEqual(refusedWith('not-found'));
});

test('§6 and §12 what is recorded is listed, told of, played, renamed and deleted', async () => {
  await driver.switches!.setRecording!(ADDRESS, true);
  await driver.switches!.setRecording!(ADDRESS, true);
  await driver.switches!.setRecording!(ADDRESS, false);
  const span = { from: time.now() - 7 * DAY_MS, to: time.now() + 60_000 };
  const found = await driver.recordings!.list(ADDRESS, { ...span, place: 'cloud' });
  const last = found.at(-1)!;
  expect(last.id).not.toBeNull();
  const id = last.id!;
  const [open, secure] = await Promise.all([api.videos.view(ADDRESS, id), api.videos.view(ADDRESS, id, 'secure')]);
  expect([open.rtmpUrl, open.hlsUrl, secure.rtmpUrl, secure.hlsUrl].map((url) => url.split(':')[0])).toEqual([
    'rtmp',
    'http',
    'rtmpe',
    'https',
  ]);
  const { sources, ...played } = await driver.videos!.open(ADDRESS, id);
  expect(played).toEqual({ from: last.from, to: last.to });
  expect(sources.map(({ protocol }) => protocol)).toEqual(['hls', 'rtmp']);
  await driver.videos!.rename(ADDRESS, id, '盘点');
  const named = await driver.videos!.list(ADDRESS, { ...span, name: '盘点', page: 1 });
  expect(named.videos.map((video) => video.id)).toEqual([id]);
  expect(await driver.videos!.remove(ADDRESS, [id, 'nothing'])).toEqual([id]);
  expect(await outcome(driver.videos!.open(ADDRESS, id))).toEqual(refusedWith('not-found'));
});

test('§6.2 recordings under names are found page by page, by time and by part of a name', async () => {
  const videos = driver.videos!;
  const span = { from: time.now() - 31 * DAY_MS, to: time.now() };
  const first = await videos.list(ADDRESS, { ...span, page: 1 });
  expect(first.pages).toBeGreaterThan(1);
  const rest = Array.from({ length: first.pages - 1 }, (_, index) =>
    videos.list(ADDRESS, { ...span, page: index + 2 }),
  );
  const all = [first, ...(await Promise.all(rest))].flatMap((page) => page.videos);
  const recordings = await driver.recordings!.list(ADDRESS, { ...span, place: 'cloud' });
  expect(all.map(({ id }) => id).sort()).toEqual(recordings.map(({ id }) => id).sort());

  const [one, other] = all as [CloudVideo, CloudVideo];
  const inside = { from: one.from + 1000, to: one.from + 2000 };
  expect(await videos.list(ADDRESS, { ...inside, page: 1 })).toMatchObject({ videos: [{ id: one.id }], pages: 1 });
  await videos.rename(ADDRESS, one.id, '周一盘点 A');
  await videos.rename(ADDRESS, other.id, '周二盘点 B');
  const named = async (name: string) =>
    (await videos.list(ADDRESS, { ...span, name, page: 1 })).videos.map(({ id }) => id);
  expect((await named('盘点')).sort()).toEqual([one.id, other.id].sort());
  expect(await named('盘点 A')).toEqual([one.id]);
  expect(await named('没有')).toEqual([]);
  expect((await videos.list(ADDRESS, { ...span, page: first.pages + 1 })).videos).toEqual([]);
  expect(await outcome(videos.rename(ADDRESS, 'nothing', 'x'))).toEqual(refusedWith('not-found'));
  expect(await videos.remove(ADDRESS, ['nothing', one.id, one.id])).toEqual([one.id]);
  expect(await named('盘点')).toEqual([other.id]);
});

test('§7 encryption is switched for the product and seen in every camera', async () => {
  await api.product.setEncryption(true);
  expect(await api.product.readEncryption()).toBe(true);
  expect(await outcome(driver.openLive(ADDRESS, 'main'))).toEqual(refusedWith('device-encrypted'));
  await api.product.setEncryption(false);
  expect(await api.product.readEncryption()).toBe(false);
});

test('§9 and §11 data told to a device is among its messages', async () => {
  await api.messages.tell(ADDRESS.deviceId, Buffer.from('ping'));
  const span = { from: time.now() - 60_000, to: time.now() + 60_000 };
  const messages = await api.messages.read(ADDRESS.deviceId, span);
  expect(messages.map(({ bytes }) => Buffer.from(bytes).toString())).toContain('ping');
});

test('§9 more messages than a page holds are all told, each once', async () => {
  const texts = Array.from({ length: 60 }, (_, index) => `m${index}`);
  const from = time.now();
  for (const [index, text] of texts.entries()) {
    await api.messages.tell(OLD.serial, Buffer.from(text));
    if (index % 20 === 0) time.advance(1000);
  }
  const messages = await api.messages.read(OLD.serial, { from: from - 5000, to: time.now() + 5000 });
  expect(messages.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(texts);
});

test('§10 the boot address', async () => {
  expect(await api.product.readBootAddress()).toMatchObject({ port: expect.any(Number) as unknown });
});

test('§13 cameras that send are listed, and nobody watches', async () => {
  const pushers = await api.statistics.listPushers();
  expect(pushers.map(({ deviceId }) => deviceId)).toEqual([CAMERA.serial, OLD.serial, SLOW.serial]);
  expect(pushers[0]?.resolution).toEqual({ width: 1280, height: 720 });
  expect(await driver.listViewers!(ADDRESS)).toEqual([]);
});

test('§13 who watches is counted, by protocol', async () => {
  const [source] = await driver.openLive(ADDRESS, 'main', ['rtmp']);
  expect((await fetch(source!.url)).status).toBe(200);
  const viewers = await driver.listViewers!(ADDRESS);
  expect(viewers.map(({ protocol }) => protocol)).toEqual(['hls']);
  expect(await driver.listViewers!(at(OLD))).toEqual([]);
});

test('§14 a camera switched off is not to be seen, one switched on is', async () => {
  await driver.switches!.setCamera!(ADDRESS, false);
  expect(await outcome(driver.openLive(ADDRESS, 'main'))).toEqual(refusedWith('device-disabled'));
  await driver.switches!.setCamera!(ADDRESS, true);
  expect(await driver.openLive(ADDRESS, 'main')).toHaveLength(1);
});

test('§15 an object is uploaded, listed, downloaded and deleted', async () => {
  const bytes = Buffer.from('{"errno":7,"a":1}');
  await api.objects.upload({ name: 'plan.json', bytes, description: '平面图' });
  const { objects } = await api.objects.list('plan.json');
  expect(objects).toMatchObject([{ name: 'plan.json', bytes: bytes.byteLength, description: '平面图' }]);
  expect(Buffer.from(await api.objects.download('plan.json'))).toEqual(bytes);
  await api.objects.remove('plan.json');
  expect(await outcome(api.objects.download('plan.json'))).toEqual(refusedWith('not-found', '404'));
});

test('§15 a name with special characters is refused by the vendor', async () => {
  const call = api.objects.upload({ name: 'a/b?', bytes: Buffer.from('x') });
  expect(await outcome(call)).toEqual(refusedWith('invalid-argument', '1001'));
});

test('§15 8 MB go up and come down', async () => {
  const bytes = Buffer.alloc(8 * 1024 * 1024, 7);
  await api.objects.upload({ name: 'large', bytes });
  expect(Buffer.compare(Buffer.from(await api.objects.download('large')), bytes)).toBe(0);
});

test('the picture that the vendor has at hand comes through the driver, for one call of the API', async () => {
  const before = simulator.requests().length;
  const bytes = await driver.readThumbnail?.(ADDRESS);
  expect(bytes?.subarray(0, 3)).toEqual(JPEG.subarray(0, 3));
  const asked = simulator
    .requests()
    .slice(before)
    .map(({ path }) => path);
  expect(asked).toEqual(['/ipc/video/play_address']); // the picture itself is the stream host's
});
