import { startEzviz } from '../../../sandbox/vendors/ezviz/index';
import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import { startOvopark } from '../../../sandbox/vendors/ovopark/index';
import { createPlugs } from '../../../sandbox/vendors/plugs';
import { recordedFiles } from '../../../sandbox/vendors/recordings';
import type { FleetVendor, Simulator, SimulatorOptions } from '../../../sandbox/vendors/simulator';
import { startRig as startEzvizRig } from './ezviz/rig';
import { startRig as startOnenetRig } from './onenet/rig';
import { startRig as startOvoparkRig } from './ovopark/rig';
import { at, makeCamera, makeClock, makeOrigins, NOW, textAt, withTrait } from './support';

const PLAIN = { serial: 'K1', trait: 'normal' } as const;

describe('plugs', () => {
  test('a box nobody touched has power, unless its camera is offline from the start', () => {
    const plugs = createPlugs(() => NOW);
    expect(plugs.hasPower(PLAIN)).toBe(true);
    expect(plugs.hasPower({ ...PLAIN, trait: 'offline' })).toBe(false);
    expect(plugs.changedAt('K1')).toBeNull();
  });

  test('only a change is one: the same again leaves the time as it was', () => {
    let now = NOW;
    const plugs = createPlugs(() => now);
    expect(plugs.set(PLAIN, false)).toBe(true);
    now += 1000;
    expect(plugs.set(PLAIN, false)).toBe(false);
    expect([plugs.changedAt('K1'), plugs.givenAt('K1')]).toEqual([NOW, null]);
    expect(plugs.set(PLAIN, true)).toBe(true);
    expect([plugs.changedAt('K1'), plugs.givenAt('K1')]).toEqual([NOW + 1000, NOW + 1000]);
  });
});

type Start = (options: SimulatorOptions) => Promise<Simulator>;
const STARTS: readonly [FleetVendor, Start][] = [
  ['ezviz', startEzviz],
  ['onenet', startOnenet],
  ['ovopark', startOvopark],
];

test.each(STARTS)('%s: power is a box’s, and a serial number of nobody has none', async (vendor, start) => {
  const { startOrigin } = makeOrigins();
  const camera = makeCamera(vendor);
  const gone = withTrait(vendor, 'offline', vendor === 'ezviz' ? 'K10000002' : '2160002');
  const simulator = await start({ cameras: [camera, gone], startOrigin, clock: makeClock() });
  expect([simulator.hasPower(camera.serial), simulator.hasPower(gone.serial)]).toEqual([true, false]);
  expect(simulator.setPower(camera.serial, false)).toBe(true);
  expect(simulator.setPower(gone.serial, true)).toBe(true);
  expect([simulator.hasPower(camera.serial), simulator.hasPower(gone.serial)]).toEqual([false, true]);
  expect([simulator.setPower('7', true), simulator.hasPower('7')]).toEqual([false, null]);
  await simulator.close();
});

describe('an EZVIZ camera without power', () => {
  const LIVE = '/api/lapp/v2/live/address/get';
  const INFO = '/api/lapp/device/info';

  test('is offline since that moment, and so is its picture; back, it is online since then', async () => {
    const { simulator, origin, clock, ask, codeOf, close } = await startEzvizRig();
    const url = textAt(await ask(LIVE, { protocol: '4' }), 'data', 'url');
    origin.view(url);
    clock.advance(5000);
    simulator.setPower('K10000001', false);
    expect(origin.cuts).toEqual([1]);
    expect(origin.pull(url).kind).toBe('refused');
    expect(await codeOf(LIVE)).toBe('20007');
    expect(at(await ask(INFO), 'data')).toMatchObject({ status: 0, updateTime: NOW + 5000 });
    clock.advance(1000);
    simulator.setPower('K10000001', true);
    expect(at(await ask(INFO), 'data')).toMatchObject({ status: 1, updateTime: NOW + 6000 });
    expect(await codeOf(LIVE)).toBe('200');
    await close();
  });

  test('leaves the others alone; a recorder takes all its lenses with it', async () => {
    const { simulator, codeOf, close } = await startEzvizRig();
    simulator.setPower('K10000006', false);
    const codes = ['1', '2'].map((channelNo) => codeOf(LIVE, { deviceSerial: 'K10000006', channelNo }));
    expect(await Promise.all(codes)).toEqual(['20007', '20007']);
    expect(await codeOf(LIVE)).toBe('200');
    await close();
  });

  test('a device of the shelf can be given power before anybody has it in an account', async () => {
    const { simulator, codeOf, close } = await startEzvizRig();
    const offline = { deviceSerial: 'K20000003', validateCode: 'LIXIAN' };
    expect(await codeOf('/api/lapp/device/add', offline)).toBe('20007');
    simulator.setPower('K20000003', true);
    expect(await codeOf('/api/lapp/device/add', offline)).toBe('200');
    await close();
  });
});

describe('a OneNET device without power', () => {
  const status = (online: boolean) => ({ devices: [{ id: '2160001', online }] });
  const asked = (rig: Awaited<ReturnType<typeof startOnenetRig>>) =>
    rig.ask('GET /ipc/video/device/QryDevStatus', { devIds: '2160001' }).then((reply) => at(reply, 'result'));

  test('is offline; back, it logged in at that moment and pushes since then', async () => {
    const rig = await startOnenetRig();
    rig.simulator.setPower('2160001', false);
    expect(await asked(rig)).toMatchObject(status(false));
    expect(await rig.errno('GET /ipc/video/play_address', { device_id: '2160001', channel_id: '1' })).toBe(4);
    rig.clock.advance(60_000);
    rig.simulator.setPower('2160001', true);
    rig.clock.advance(5000);
    expect(await asked(rig)).toMatchObject(status(true));
    expect(at(await rig.ask('GET /devices/2160001'), 'data')).toMatchObject({ last_login: '2024-01-02 03:05:05' });
    const pushing = await rig.ask('GET /ipc/video/stat/getpushlist', { productid: '7355', deviceid: '2160001' });
    expect(JSON.stringify(pushing)).toContain('"pushtime":"00:00:05"');
    await rig.simulator.close();
  });

  test('goes also when nothing hangs on it yet', async () => {
    const rig = await startOnenetRig();
    const created = await rig.ask('POST /devices', {}, { json: { title: 'new', protocol: 'RTMP' } });
    const devIds = textAt(created, 'data', 'device_id');
    expect(rig.simulator.setPower(devIds, false)).toBe(true);
    const reply = await rig.ask('GET /ipc/video/device/QryDevStatus', { devIds });
    expect(at(reply, 'result', 'devices', 0, 'online')).toBe(false);
    await rig.simulator.close();
  });
});

describe('an Ovopark device without power', () => {
  test('is offline, and what its recorder was handing over is there no more; another’s is', async () => {
    const cameras = ['130001', '130002'].map((serial, index) => makeCamera('ovopark', { serial, device: index + 1 }));
    const rig = await startOvoparkRig(cameras);
    const minute = 60_000;
    const from = Array.from({ length: 2000 }, (_, nth) => NOW - nth * 10 * minute).find((start) =>
      [1, 2].every((device) => recordedFiles(device, { from: start, to: start + minute }, NOW).length > 0),
    )!;
    const beijing = (instant: number) => new Date(instant + 480 * minute).toISOString().slice(0, 19).replace('T', ' ');
    const span = { startTime: beijing(from), endTime: beijing(from + minute) };
    const addresses = await Promise.all(
      cameras.map(({ serial }) => rig.call('open.shopweb.device.startRecReqDown', { id: serial, ...span })),
    );
    rig.simulator.setPower('130001', false);
    const [gone, stays] = await Promise.all(addresses.map((reply) => fetch(textAt(reply, 'data', 'url'))));
    expect([gone?.status, stays?.status]).toEqual([404, 200]);
    await stays?.body?.cancel();
    await rig.simulator.close();
  });
});
