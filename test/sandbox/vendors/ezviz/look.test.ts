import { decode } from 'jpeg-js';
import { lookPoint, readLook } from '../../../../sandbox/media/strip';
import type { Look } from '../../../../sandbox/vendors/simulator';
import { lookOf, textAt } from '../support';
import { DOME_C6, HIKVISION, makeMp3, startRig, type Form, type Rig } from './rig';

let rig: Rig;
let url: string;

beforeEach(async () => {
  rig = await startRig();
  url = textAt(await rig.ask('/api/lapp/v2/live/address/get', { protocol: '4' }), 'data', 'url');
});
afterEach(() => rig.close());

const look = (ago = 0): Look => lookOf(rig.origin, url, rig.clock.now() - ago);
const steer = (way: 'start' | 'stop', direction: number, form: Form = {}): Promise<unknown> => {
  const fields = { channelNo: '1', direction: String(direction), speed: '1', ...form };
  return rig.codeOf(`/api/lapp/device/ptz/${way}`, fields);
};

test('a picture turns with the camera, goes on until stop, and remembers where it was', async () => {
  await steer('start', 3);
  rig.clock.advance(1_000);
  expect(look().pan).toBeCloseTo(0.25);
  rig.clock.advance(1_000);
  expect(look().pan).toBeCloseTo(0.5);
  await steer('stop', 3);
  rig.clock.advance(20_000);
  expect(look().pan).toBeCloseTo(0.5);
  expect(look(21_000).pan).toBeCloseTo(0.25);
  expect(look(60_000).pan).toBe(0);
});

test('nobody stops it: it turns to its end and stands there', async () => {
  await steer('start', 0);
  rig.clock.advance(60_000);
  expect(look()).toMatchObject({ pan: 0, tilt: 1 });
  expect(rig.state().moving).not.toBeNull();
  expect(await steer('start', 2)).toBe('60028');
});

test('on the way to a preset it passes what lies between', async () => {
  await rig.codeOf('/api/lapp/device/preset/add', { channelNo: '1' });
  await steer('start', 3);
  rig.clock.advance(4_000);
  await steer('stop', 3);
  await rig.codeOf('/api/lapp/device/preset/move', { channelNo: '1', index: '1' });
  rig.clock.advance(1_000);
  expect(look().pan).toBeCloseTo(0.5);
  rig.clock.advance(10_000);
  expect(look().pan).toBe(0);
  expect(look(10_000).pan).toBeCloseTo(0.5);
});

test.each([
  [0, 'vertical'],
  [1, 'horizontal'],
  [2, 'both'],
])('mirror %d turns the picture over, and back the next time', async (command, mirror) => {
  const flip = (): Promise<unknown> => rig.codeOf('/api/lapp/device/ptz/mirror', { command: String(command) });
  await flip();
  expect(look().mirror).toBe(mirror);
  await flip();
  expect(look().mirror).toBe('none');
});

test('who watches when the mask goes on sees it, and the camera again when it goes off', async () => {
  const set = (enable: string): Promise<unknown> => rig.codeOf('/api/lapp/device/scene/switch/set', { enable });
  await set('1');
  expect(look().masked).toBe(true);
  rig.clock.advance(2_000);
  await set('0');
  expect([look().masked, look(1_000).masked, look(3_000).masked]).toEqual([false, true, false]);
});

test('a message shows its length for as long as it plays, by the file’s own frames', async () => {
  const message = makeMp3(3_024);
  expect(textAt(await rig.upload('/api/lapp/voice/sendonce', message, { channelNo: '1' }), 'code')).toBe('200');
  expect(look()).toMatchObject({ caption: 'TALK 3.0', talkTenths: 30 });
  rig.clock.advance(3_023);
  expect(look().talkTenths).toBe(30);
  rig.clock.advance(1);
  expect(look()).toMatchObject({ caption: '', talkTenths: 0 });
  expect(look(1_000).talkTenths).toBe(30);
});

test('a still shows how the camera stood when it was taken', async () => {
  const capture = { channelNo: '1', deviceSerial: DOME_C6 };
  await steer('start', 2);
  rig.clock.advance(2_000);
  const picUrl = textAt(await rig.ask('/api/lapp/device/capture', capture), 'data', 'picUrl');
  rig.clock.advance(600_000);
  const picture = decode(await (await fetch(picUrl)).arrayBuffer(), { useTArray: true });
  const figures = readLook((cell) => {
    const [x, y] = lookPoint(cell, picture);
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  });
  expect(figures).toMatchObject({ pan: -0.5, tilt: 0 });
});

test('zoom and focus are the lens’s own', async () => {
  const dome = { deviceSerial: HIKVISION };
  url = textAt(await rig.ask('/api/lapp/v2/live/address/get', { protocol: '4', ...dome }), 'data', 'url');
  for (const direction of [8, 11]) {
    await steer('start', direction, dome);
    rig.clock.advance(1_000);
    await steer('stop', direction, dome);
  }
  expect(look().zoom).toBeCloseTo(0.25);
  expect(look().focus).toBeCloseTo(0.75);
});
