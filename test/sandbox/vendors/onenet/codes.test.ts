import { at, CHANNEL, startRig, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const PLAY = 'GET /ipc/video/play_address';

test.each([
  [1, 'parameter error'],
  [2, 'internal server error'],
  [3, 'channel does not exist'],
  [4, 'device offline'],
  [5, 'device data error'],
  [16, 'The channel already exists,cannot add again!'],
  [17, 'This channel is not available under this device!'],
])('errno %d on request: %s', async (errno, error) => {
  rig.simulator.setFaults({ answer: { endpoint: PLAY, code: String(errno), times: 1 } });
  expect(await rig.ask(PLAY, CHANNEL)).toEqual({ errno, error });
  expect(await rig.errno(PLAY, CHANNEL)).toBe(0);
});

test('errno 3 speaks of the key where no channel is spoken of', async () => {
  rig.simulator.setFaults({ answer: { endpoint: 'GET /devices/{device_id}', code: '3' } });
  expect(await rig.ask('GET /devices/2160001')).toEqual({ errno: 3, error: 'token鉴权失败' });
});

test('an errno that no page lists is answered as well', async () => {
  rig.simulator.setFaults({ answer: { endpoint: PLAY, code: '5006' } });
  expect(at(await rig.ask(PLAY, CHANNEL), 'errno')).toBe(5006);
});

test('calls are counted by endpoint, devices together', async () => {
  await rig.ask('GET /devices/2160001');
  await rig.ask('GET /devices/2160002');
  expect(rig.simulator.counts().calls).toEqual({ 'GET /devices/{device_id}': 2 });
});
