import { decode } from 'jpeg-js';
import { lookPoint, readLook } from '../../../../sandbox/media/strip';
import type { Look } from '../../../../sandbox/vendors/simulator';
import { at, lookOf, makeCamera, textAt } from '../support';
import { CAMERAS, startRig, stat, type Rig } from './rig';

const PTZ = 'open.shopweb.device.ptzCtrlAll';
const SNAPSHOT = 'open.shopweb.device.snapshot';
const FIXED = makeCamera('ovopark', { serial: '130005', device: 5 });

let rig: Rig;
let url: string;

beforeEach(async () => {
  rig = await startRig([...CAMERAS, FIXED]);
  const play = await rig.call('open.shopweb.device.startNewMediaPlay', { deviceId: '130001', isSlave: '1' });
  url = textAt(play, 'data', 'flv');
  rig.origin.view(url);
});
afterEach(() => rig.simulator.close());

const look = (ago = 0): Look => lookOf(rig.origin, url, rig.clock.now() - ago);
const order = (commandValue: number, id = '130001', speed = '8'): Promise<unknown> =>
  rig.asUser(PTZ, { id, commandValue: String(commandValue), param1: speed, param2: speed });

test.each([
  [1, 6, { tilt: 0.5 }],
  [2, 6, { tilt: -0.5 }],
  [3, 6, { pan: -0.5 }],
  [4, 6, { pan: 0.5 }],
  [7, 9, { zoom: 0.5 }],
])('command %d moves the picture until %d stops it', async (begin, stop, reached) => {
  expect(at(await order(begin), 'data')).toBe(true);
  rig.clock.advance(1_000);
  await order(stop);
  rig.clock.advance(10_000);
  expect(look()).toMatchObject(reached);
});

test('each motor has its own stop, and goes on without it', async () => {
  await order(4);
  await order(7);
  rig.clock.advance(500);
  await order(9);
  rig.clock.advance(500);
  expect(look()).toMatchObject({ pan: 0.5, zoom: 0.25 });
  rig.clock.advance(10_000);
  expect(look()).toMatchObject({ pan: 1, zoom: 0.25 });
});

test('8 zooms out, and more is faster', async () => {
  await order(7);
  rig.clock.advance(2_000);
  await order(8, '130001', '4');
  rig.clock.advance(1_000);
  expect(look().zoom).toBeCloseTo(0.75);
});

test.each([
  ['an unknown command', 5, '130001', -500],
  ['a camera that looks one way', 1, '130005', -500],
  ['a device without a line', 1, '130003', -500],
  ['a device that is not there', 1, '1', 103092],
])('%s is refused', async (_name, command, id, code) => {
  expect(stat(await order(command, id))[0]).toBe(code);
});

test('the list says which cameras turn, and steering wants the user’s token', async () => {
  const list = await rig.asUser('open.shopweb.device.getVideoDeviceList', { id: '52000' });
  const devices = at(list, 'data', 'list', 0, 'devices') as { id: number; ptzEnable: number }[];
  expect(devices.find(({ id }) => id === 130_001)?.ptzEnable).toBe(1);
  expect(devices.find(({ id }) => id === 130_005)?.ptzEnable).toBe(0);
  const params = { id: '130001', commandValue: '1', param1: '8', param2: '8' };
  expect(stat(await rig.call(PTZ, params))).toEqual([9990001, 'TOKEN_NOT_EXIST']);
});

test('a snapshot is a picture of where the camera looked, at an address that ends', async () => {
  await order(3);
  rig.clock.advance(1_000);
  const address = textAt(await rig.asUser(SNAPSHOT, { id: '130001' }), 'data', 'url');
  rig.clock.advance(60_000);
  const picture = decode(await (await fetch(address)).arrayBuffer(), { useTArray: true });
  const figures = readLook((cell) => {
    const [x, y] = lookPoint(cell, picture);
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  });
  expect(figures?.pan).toBe(-0.5);
  rig.clock.advance(3_600_000);
  expect((await fetch(address)).status).toBe(404);
});
