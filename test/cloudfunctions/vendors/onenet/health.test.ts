import * as v from 'valibot';
import { createHttp } from '../../../../cloudfunctions/core/http';
import type { Driver } from '../../../../cloudfunctions/core/ports';
import { createOnenetDriver } from '../../../../cloudfunctions/vendors/onenet/driver';
import { onenetCredentials } from '../../../../cloudfunctions/vendors/onenet/wire';
import { startOnenet, type OnenetSimulator } from '../../../../sandbox/vendors/onenet/index';
import { makeCamera, makeClock, makeOrigins, withTrait } from '../../../sandbox/vendors/support';
import { makeDriverDeps } from '../../../support/driver-deps';
import { ADDRESS, base64, makeFixed, succ } from './rig';

const CAMERA = makeCamera('onenet');
const OLD = withTrait('onenet', 'main-only', '2160002');
const OFFLINE = withTrait('onenet', 'offline', '2160004');
const at = ({ serial, channel }: typeof CAMERA) => ({ deviceId: serial, channelId: channel, groupId: null });

const answered = (code: number, cmd: object = {}) => {
  const resp_data = base64(JSON.stringify({ channel_id: 2, cmd }));
  return succ({ data: { cmd_uuid: 'u-1', cmd_status: 4, dev_resp: { resp_code: code, resp_data } } });
};

test('cmdId 30 asks how the card is, with its sizes in kilobytes', async () => {
  const { driver, only } = makeFixed(answered(0, { state: 1, mode: 0, blocks: 31_166_976, available: 1_024 }));
  expect(await driver.readStorage?.(ADDRESS)).toEqual([
    { state: 'ok', totalBytes: 31_166_976 * 1024, freeBytes: 1024 * 1024 },
  ]);
  expect(only().json).toEqual({ cmdId: 30, channel_id: 2, cmd: {} });
  expect(only()).toMatchObject({ kind: 'command', query: { device_id: '2162826', qos: '1', type: '0' } });
});

test.each([
  [0, 'missing'],
  [1, 'ok'],
  [2, 'broken'],
  [3, 'full'],
  [7, 'unknown'],
])('a card of state %j is %s', async (state, told) => {
  const { driver } = makeFixed(answered(0, { state }));
  expect(await driver.readStorage?.(ADDRESS)).toEqual([{ state: told, totalBytes: null, freeBytes: null }]);
});

test('an older camera tells nothing of its card, one without a line is offline, and nonsense is no answer', async () => {
  const storage = (reply: unknown) => makeFixed(reply).driver.readStorage?.(ADDRESS);
  await expect(storage(answered(4))).rejects.toMatchObject({ code: 'unsupported' });
  await expect(storage({ errno: 10, error: 'device not online' })).rejects.toMatchObject({ code: 'device-offline' });
  await expect(storage(answered(0, { state: 'good' }))).rejects.toMatchObject({ code: 'vendor-protocol' });
});

const PUSHER = {
  ...{ productid: 7312, deviceid: 2162826, channelid: 2, protocoltype: 'RTMP', puship: '172.19.3.98' },
  ...{ videocodec: 'H264', resolution: '1280\n720', fps: 25, audiocodec: 'AAC', bandwidth: 1, pushtime: '01:00:05' },
};
const PAGES = { total_num: 1, page_total: 1, page_size: 100, current_page: 1 };
const pushers = (...rows: readonly object[]) => succ({ result: rows, page_info: PAGES });

test('§13.2 what a camera sends is told as long as it sends', async () => {
  const { driver, only } = makeFixed(pushers(PUSHER));
  expect(await driver.readPushing?.(ADDRESS)).toEqual({
    ...{ codec: 'h264', size: { width: 1280, height: 720 }, framesPerSecond: 25, lastsMs: 3_605_000 },
  });
  expect(only().query).toMatchObject({ productid: '7355', deviceid: '2162826', channelid: '2' });
});

test('§13.2 one that sends nothing, and one of another channel, are nothing', async () => {
  expect(await makeFixed(pushers()).driver.readPushing?.(ADDRESS)).toBeNull();
  expect(await makeFixed(pushers({ ...PUSHER, channelid: 3 })).driver.readPushing?.(ADDRESS)).toBeNull();
});

test.each([
  ['H265', 'h265'],
  ['hevc', 'h265'],
  ['', 'unknown'],
])('§13.2 a picture of %j is %s', async (videocodec, codec) => {
  const { driver } = makeFixed(pushers({ ...PUSHER, videocodec, resolution: '', fps: null }));
  expect(await driver.readPushing?.(ADDRESS)).toMatchObject({ codec, size: null, framesPerSecond: null });
});

describe('asked of the simulator', () => {
  let simulator: OnenetSimulator;
  let driver: Driver;
  const time = makeClock();

  beforeEach(async () => {
    const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };
    const { startOrigin } = makeOrigins();
    simulator = await startOnenet({ cameras: [CAMERA, OLD, OFFLINE], startOrigin, clock: time });
    const credentials = v.parse(onenetCredentials, simulator.credentials);
    driver = createOnenetDriver(makeDriverDeps(credentials, createHttp({ clock, random: () => 0 }), clock));
  });
  afterEach(() => simulator.close());

  test('a new camera tells of its card, an old one does not, one without a line cannot', async () => {
    const [card] = (await driver.readStorage?.(at(CAMERA))) ?? [];
    expect(card?.state).toBe('ok');
    expect(card?.totalBytes).toBeGreaterThan(card?.freeBytes ?? Infinity);
    await expect(driver.readStorage?.(at(OLD))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(driver.readStorage?.(at(OFFLINE))).rejects.toMatchObject({ code: 'device-offline' });
  });

  test('a camera with a line sends, longer the later it is asked, and one without does not', async () => {
    const first = await driver.readPushing?.(at(CAMERA));
    expect(first).toMatchObject({ codec: 'h264', size: { width: 1280, height: 720 } });
    time.advance(6 * 60_000);
    const later = await driver.readPushing?.(at(CAMERA));
    expect(later?.lastsMs).toBe((first?.lastsMs ?? 0) + 6 * 60_000);
    expect(await driver.readPushing?.(at(OFFLINE))).toBeNull();
  });
});
