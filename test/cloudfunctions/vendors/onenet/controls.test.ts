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
const SLOW = withTrait('onenet', 'flaky', '2160003');
const OFFLINE = withTrait('onenet', 'offline', '2160004');
const at = ({ serial, channel }: typeof CAMERA) => ({ deviceId: serial, channelId: channel, groupId: null });
const DIAGONALS = ['up-left', 'up-right', 'down-left', 'down-right'];

const answered = (answer: object) => {
  const resp_data = base64(JSON.stringify(answer));
  return succ({ data: { cmd_uuid: 'u-1', cmd_status: 4, dev_resp: { resp_code: 0, resp_data } } });
};
const done = (cmd: object = {}) => answered({ channel_id: 2, cmd: { result: 1, ...cmd } });

test('a command of the newest edition names the channel beside it, has no type, and wants an answer', async () => {
  const { api, only } = makeFixed(done());
  await api.settings.setFlip(ADDRESS, 2);
  expect(only().json).toEqual({ cmdId: 34, channel_id: 2, cmd: { display_flip: 2 } });
  expect(only()).toMatchObject({ kind: 'command', query: { device_id: '2162826', qos: '1', type: '0' } });
});

test.each([
  [true, 'on'],
  [false, 'off'],
])('cmdId 40 the lens sees %s is “%s”', async (on, status) => {
  const { api, only } = makeFixed(done());
  await api.settings.setLens(ADDRESS, on);
  expect(only().json).toEqual({ cmdId: 40, channel_id: 2, cmd: { status } });
});

test('a camera that says it failed is device-busy; 1 is done there', async () => {
  const { api } = makeFixed(answered({ cmd: { result: 0 } }));
  await expect(api.settings.setLens(ADDRESS, true)).rejects.toMatchObject({ code: 'device-busy' });
});

test.each([[{ cmd: { status: 'half' } }], [{ cmd: {} }], [{}]])('%j is no answer of a lens', async (answer) => {
  await expect(makeFixed(answered(answer)).api.settings.readLens(ADDRESS)).rejects.toMatchObject({
    code: 'vendor-protocol',
  });
});

describe('asked of the simulator', () => {
  let simulator: OnenetSimulator;
  let driver: Driver;

  beforeEach(async () => {
    const time = makeClock();
    const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };
    const { startOrigin } = makeOrigins();
    simulator = await startOnenet({ cameras: [CAMERA, OLD, SLOW, OFFLINE], startOrigin, clock: time });
    const credentials = v.parse(onenetCredentials, simulator.credentials);
    driver = createOnenetDriver(makeDriverDeps(credentials, createHttp({ clock, random: () => 0 }), clock));
  });
  afterEach(() => simulator.close());

  const state = (camera = CAMERA) => simulator.inspect(camera.serial, camera.channel);

  test('each mirror turns over what there is: 33 asks how it stands, 34 sets it', async () => {
    for (const [axis, flip] of [
      ['horizontal', 1],
      ['vertical', 3],
      ['both', 0],
      ['both', 3],
      ['horizontal', 2],
    ] as const) {
      await driver.switches?.mirror?.(at(CAMERA), axis);
      expect(state()).toMatchObject({ flip });
    }
  });

  test('the mask is the lens’s status, read by 39 and set by 40; being so already is success', async () => {
    expect(await driver.switches?.readMask?.(at(SLOW))).toBe(false);
    for (const masked of [true, true, false]) {
      await driver.switches?.setMask?.(at(SLOW), masked);
      expect(await driver.switches?.readMask?.(at(SLOW))).toBe(masked);
      expect(state(SLOW)?.look.masked).toBe(masked);
    }
  });

  test('a snapshot of 32 lies among the vendor’s pictures', async () => {
    const picture = await driver.snapshots!.take(at(CAMERA));
    const bytes = Buffer.from(await (await fetch(picture.url)).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const kept = await driver.pictures!.list(at(CAMERA), { from: 0, to: picture.takenAt + 1000 }, 1);
    expect(kept.pictures.map(({ name }) => name)).toEqual([picture.name]);
  });

  test('a level is told to the camera', async () => {
    await driver.switches?.setLevel?.(at(CAMERA), 1);
    expect(state()).toMatchObject({ level: 1 });
  });

  test('a camera of the newest edition can do all of it, also when it answers late', async () => {
    for (const camera of [CAMERA, SLOW]) {
      expect(await driver.readAbilities?.(at(camera))).toMatchObject({
        motions: expect.arrayContaining([...DIAGONALS, 'up', 'iris-open', 'auto-scan']) as unknown,
        mirror: ['horizontal', 'vertical', 'both'],
        mask: true,
        snapshot: true,
      });
    }
  });

  test('an old one has the motions of the guide, and refuses the rest by name', async () => {
    const abilities = await driver.readAbilities!(at(OLD));
    expect(abilities).toMatchObject({ mirror: [], mask: false, snapshot: false });
    expect(abilities.motions).toHaveLength(11);
    expect(abilities.motions.filter((motion) => DIAGONALS.includes(motion))).toEqual([]);
    await expect(driver.switches?.mirror?.(at(OLD), 'both')).rejects.toMatchObject({ code: 'unsupported' });
    await expect(driver.snapshots?.take(at(OLD))).rejects.toMatchObject({ code: 'unsupported' });
  });

  test('what a camera without a line can do is not known', async () => {
    await expect(driver.readAbilities?.(at(OFFLINE))).rejects.toMatchObject({ code: 'device-offline' });
  });
});
