import { decode } from 'jpeg-js';
import { lookPoint, readLook } from '../../../../sandbox/media/strip';
import type { Look } from '../../../../sandbox/vendors/simulator';
import { lookOf } from '../support';
import { accessToken, at, CHANNEL, PRODUCT, startRig, textAt, type Rig } from './rig';

let rig: Rig;
let url: string;

beforeEach(async () => {
  rig = await startRig();
  url = `${rig.origin.rtmp}/live/2160001-1?${await accessToken(rig)}`;
});
afterEach(() => rig.simulator.close());

const look = (ago = 0): Look => lookOf(rig.origin, url, rig.clock.now() - ago);
const command = (json: object): Promise<unknown> =>
  rig.ask('POST /ipc/video/cmds', { device_id: '2160001', qos: '1' }, { json });
const steer = (cmd: number, stop: number): Promise<unknown> =>
  command({ type: 'video', cmdId: 7, cmd: { channel_id: 1, stop, cmd, speed: 7 } });
const later = (cmdId: number, cmd: object): Promise<unknown> => command({ cmdId, channel_id: 1, cmd });

test.each([
  [14, 'pan', 0.5],
  [11, 'tilt', 0.5],
  [1, 'zoom', 0.5],
  [3, 'focus', 1],
  [5, 'iris', 1],
] as const)('motion %d moves the picture’s %s until it is stopped', async (cmd, axis, reached) => {
  await steer(cmd, 0);
  rig.clock.advance(1_000);
  expect(look()[axis]).toBeCloseTo(reached);
  await steer(cmd, 1);
  rig.clock.advance(5_000);
  expect(look()[axis]).toBeCloseTo(reached);
  expect(look(6_000)[axis]).toBe(axis === 'focus' || axis === 'iris' ? 0.5 : 0);
});

test('auto scan swings to and fro, and nobody stops it', async () => {
  await steer(22, 0);
  rig.clock.advance(3_000);
  expect(look().pan).toBeCloseTo(0.5);
  expect(look(1_000).pan).toBeCloseTo(1);
  rig.clock.advance(63_000);
  expect(look(63_000).pan).toBeCloseTo(0.5);
});

test.each([
  [0, 'none'],
  [1, 'horizontal'],
  [2, 'vertical'],
  [3, 'both'],
])('display_flip %d is a picture mirrored: %s', async (display_flip, mirror) => {
  await later(34, { display_flip });
  expect(look().mirror).toBe(mirror);
});

test('the lens is covered by its status, and shown again', async () => {
  await later(40, { status: 'off' });
  expect(look().masked).toBe(true);
  rig.clock.advance(1_000);
  await later(40, { status: 'on' });
  expect([look().masked, look(500).masked]).toEqual([false, true]);
});

test('a level of another size ends what plays, of the same size it goes on; recordings are left alone', async () => {
  rig.origin.view(url);
  const level = (to: number): Promise<unknown> =>
    command({ type: 'video', cmdId: 6, cmd: { channel_id: 1, level: to } });
  await level(4);
  expect(rig.origin.cuts).toEqual([]);
  await level(1);
  expect(rig.origin.cuts).toEqual([1]);
});

test('a snapshot of the camera shows how it stood', async () => {
  await steer(13, 2);
  const reply = await later(32, {});
  const answer: unknown = JSON.parse(
    Buffer.from(textAt(reply, 'data', 'dev_resp', 'resp_data'), 'base64').toString('utf8'),
  );
  const query = { ...CHANNEL, name: textAt(answer, 'cmd', 'name') };
  const address = textAt(await rig.ask('GET /ipc/video/picture/get_info', query), 'data', 'url');
  const picture = decode((await rig.send(`GET ${address}`)).bytes, { useTArray: true });
  const figures = readLook((cell) => {
    const [x, y] = lookPoint(cell, picture);
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  });
  expect(figures).toMatchObject({ pan: -0.25, masked: false });
});

test('a camera that is off has neither stream nor thumbnail; recording on is a video, until off', async () => {
  const list = async (): Promise<unknown[]> =>
    at(await rig.ask('GET /ipc/video/vod/get_video_list', { ...CHANNEL, name: 'rec-' }), 'data', 'videos') as unknown[];
  const record = (action: string): Promise<unknown> =>
    rig.ask('GET /ipc/video/record/record_video', { ...PRODUCT, ...CHANNEL, action });
  expect(await list()).toHaveLength(0);
  await record('1');
  rig.clock.advance(30_000);
  await record('0');
  expect(await list()).toHaveLength(1);
  const off = { ...PRODUCT, device_id: '2160001', id: '1' };
  await rig.ask('PUT /ipc/video/access_control/closecamera', off, { json: { type: 1 } });
  expect(rig.origin.pull(url)).toEqual({ kind: 'refused', reason: 'forbidden' });
  const still = rig.origin.get(`${rig.origin.http}/live_preview/2160001-1?token=${url.split('?')[1] ?? ''}`);
  expect(JSON.parse(still?.body.toString() ?? '')).toMatchObject({ errno: 5 });
});
