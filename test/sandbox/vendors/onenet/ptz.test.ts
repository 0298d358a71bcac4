import { at, startRig, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

async function steer(fields: object, device = '2160001'): Promise<unknown> {
  const json = { type: 'video', cmdId: 7, cmd: { channel_id: 1, ...fields } };
  const reply = await rig.ask('POST /ipc/video/cmds', { device_id: device, qos: '1' }, { json });
  return at(reply, 'data', 'dev_resp', 'resp_code');
}
const lens = (): Record<string, number> => at(rig.simulator.inspect('2160001', '1'), 'lens') as Record<string, number>;
const seconds = (count: number): void => rig.clock.advance(count * 1000);

test.each([
  ['zoom in', 1, 'zoom', 1],
  ['focus 前调', 3, 'focus', 1],
  ['focus 后调', 4, 'focus', -1],
  ['iris open', 5, 'iris', 1],
  ['iris close', 6, 'iris', -1],
  ['up', 11, 'tilt', 1],
  ['down', 12, 'tilt', -1],
  ['left', 13, 'pan', -1],
  ['right', 14, 'pan', 1],
])('%s (%d) moves the %s', async (_name, cmd, axis, sign) => {
  const before = lens();
  expect(await steer({ stop: 2, cmd, speed: 4 })).toBe(0);
  const after = lens();
  expect(Math.sign(after[axis]! - before[axis]!)).toBe(sign);
  expect({ ...after, [axis]: 0 }).toEqual({ ...before, [axis]: 0 });
});

test('zoom out (2) takes back what zoom in gave', async () => {
  await steer({ stop: 2, cmd: 1, speed: 7 });
  await steer({ stop: 2, cmd: 2, speed: 7 });
  expect(lens().zoom).toBeCloseTo(0);
});

test.each([
  ['up-left', 15, -1, 1],
  ['up-right', 16, 1, 1],
  ['down-left', 17, -1, -1],
  ['down-right', 18, 1, -1],
])('%s (%d) moves both ways; an old camera knows no diagonals', async (_name, cmd, pan, tilt) => {
  expect(await steer({ stop: 2, cmd, speed: 4 })).toBe(0);
  expect([Math.sign(lens().pan!), Math.sign(lens().tilt!)]).toEqual([pan, tilt]);
  expect(await steer({ stop: 2, cmd, speed: 4 }, '2160004')).toBe(4);
  expect(await steer({ stop: 2, cmd: 11, speed: 4 }, '2160004')).toBe(0);
});

test('stop 0 starts a motion that lasts until stop 1', async () => {
  await steer({ stop: 0, cmd: 14, speed: 2 });
  seconds(1);
  const first = lens().pan!;
  seconds(1);
  expect(lens().pan).toBeCloseTo(2 * first);
  expect(await steer({ stop: 1, cmd: 14 })).toBe(0);
  const stood = lens().pan;
  seconds(10);
  expect(lens().pan).toBe(stood);
});

test('stop 2 is a single step that ends by itself, also out of a motion', async () => {
  await steer({ stop: 0, cmd: 14, speed: 1 });
  await steer({ stop: 2, cmd: 11, speed: 1 });
  const stood = lens();
  seconds(10);
  expect(lens()).toEqual(stood);
});

test('a motion ends at the end stop, and comes back from there', async () => {
  await steer({ stop: 0, cmd: 14, speed: 7 });
  seconds(60);
  expect(lens().pan).toBe(1);
  await steer({ stop: 2, cmd: 13, speed: 7 });
  expect(lens().pan).toBeLessThan(1);
});

test('each speed from 1 to 7 is faster than the one before', async () => {
  const ways: number[] = [];
  for (const speed of [1, 2, 3, 4, 5, 6, 7]) {
    const before = lens().tilt!;
    await steer({ stop: 2, cmd: 11, speed });
    ways.push(lens().tilt! - before);
    await steer({ stop: 2, cmd: 12, speed });
  }
  expect(ways).toEqual([...ways].sort((a, b) => a - b));
  expect(new Set(ways).size).toBe(7);
});

test('22 scans to and fro until stopped', async () => {
  await steer({ stop: 0, cmd: 22, speed: 7 });
  const seen: number[] = [];
  for (let second = 0; second < 16; second++) {
    seconds(1);
    seen.push(lens().pan!);
  }
  expect(Math.max(...seen)).toBeGreaterThan(0.7);
  expect(Math.min(...seen)).toBeLessThan(-0.7);
  expect(seen.every((pan) => pan >= -1 && pan <= 1)).toBe(true);
  await steer({ stop: 1, cmd: 22 });
  const stood = lens().pan;
  seconds(5);
  expect(lens().pan).toBe(stood);
});

test.each([
  [{ stop: 0, cmd: 7, speed: 4 }],
  [{ stop: 0, cmd: 11, speed: 0 }],
  [{ stop: 0, cmd: 11, speed: 8 }],
  [{ stop: 0, cmd: 11, speed: 1.5 }],
  [{ stop: 0, cmd: 11 }],
  [{ stop: 3, cmd: 11, speed: 4 }],
  [{ cmd: 11, speed: 4 }],
  [{ stop: 0, speed: 4 }],
  [{ stop: 0, cmdV: 11, speed: 4 }],
])('%j is resp_code 5 and moves nothing', async (fields) => {
  const before = lens();
  expect(await steer(fields)).toBe(5);
  seconds(1);
  expect(lens()).toEqual(before);
});
