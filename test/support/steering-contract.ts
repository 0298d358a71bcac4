import type { PtzMotion } from '../../cloudfunctions/core/capabilities';
import { createHttp } from '../../cloudfunctions/core/http';
import type { ChannelAddress, Driver } from '../../cloudfunctions/core/ports';
import { vendors } from '../../cloudfunctions/vendors/index';
import type { DemoCamera, FleetVendor } from '../../sandbox/fleet';
import type { Simulator, SimulatorOptions } from '../../sandbox/vendors/simulator';
import { makeClock, makeOrigins, type FakeClock } from '../sandbox/vendors/support';
import { makeDriverDeps } from './driver-deps';

const AXES = ['pan', 'tilt', 'zoom', 'focus', 'iris'] as const;
type Axis = (typeof AXES)[number];
/** Where a lens points and how it is set. Of the focus no guide says which way is up. */
export type Lens = Readonly<Partial<Record<Axis, number>>>;

export interface SteeringContract<S extends Simulator> {
  readonly vendor: FleetVendor;
  start(options: SimulatorOptions): Promise<S>;
  /** Cameras that make all motions of the vendor among them. */
  readonly cameras: readonly DemoCamera[];
  readonly offline: DemoCamera;
  lensOf(simulator: S, camera: DemoCamera): Lens;
}

type Way = 'more' | 'less' | 'either';
const WAYS: Readonly<Record<PtzMotion, Readonly<Partial<Record<Axis, Way>>>>> = {
  up: { tilt: 'more' },
  down: { tilt: 'less' },
  left: { pan: 'less' },
  right: { pan: 'more' },
  'up-left': { tilt: 'more', pan: 'less' },
  'up-right': { tilt: 'more', pan: 'more' },
  'down-left': { tilt: 'less', pan: 'less' },
  'down-right': { tilt: 'less', pan: 'more' },
  'zoom-in': { zoom: 'more' },
  'zoom-out': { zoom: 'less' },
  'focus-near': { focus: 'either' },
  'focus-far': { focus: 'either' },
  'iris-open': { iris: 'more' },
  'iris-close': { iris: 'less' },
  'auto-scan': { pan: 'either' },
};
/** What is undone first, so that a lens at its end stop can make the motion. */
const BEFORE: Partial<Record<PtzMotion, PtzMotion>> = { 'zoom-out': 'zoom-in' };
const WHILE_MS = 400;
const LATER_MS = 30_000;

/** What every driver that steers must do, proved by where the simulator's lens ends up. */
export function describeSteeringContract<S extends Simulator>(contract: SteeringContract<S>): void {
  const { vendor, cameras, offline } = contract;
  const [first] = cameras;
  let simulator: S;
  let time: FakeClock;
  let driver: Driver;

  beforeEach(async () => {
    time = makeClock();
    const { startOrigin } = makeOrigins();
    simulator = await contract.start({ cameras: [...cameras, offline], startOrigin, clock: time });
    const clock = { now: () => time.now(), sleep: async (ms: number) => time.advance(ms) };
    const http = createHttp({ clock, random: () => 0 });
    const definition = vendors.find(({ id }) => id === vendor);
    driver = definition!.open(makeDriverDeps<unknown>(simulator.credentials, http, clock));
  });
  afterEach(() => simulator.close());

  const addressOf = ({ serial, channel }: DemoCamera): ChannelAddress => ({
    deviceId: serial,
    channelId: channel,
    groupId: null,
  });
  const motionsOf = async (camera: DemoCamera): Promise<readonly PtzMotion[]> =>
    (await driver.readAbilities?.(addressOf(camera)))?.motions ?? driver.ptz!.motions;

  async function hold(camera: DemoCamera, motion: PtzMotion, speed = 1): Promise<void> {
    expect(await driver.ptz!.start(addressOf(camera), motion, speed)).toBe('moved');
    time.advance(WHILE_MS);
    await driver.ptz!.stop(addressOf(camera), motion);
  }

  /** What of the lens is another than before, and which way. */
  function changes(before: Lens, after: Lens): Readonly<Partial<Record<Axis, Way>>> {
    const moved = AXES.filter((axis) => before[axis] !== after[axis]);
    return Object.fromEntries(moved.map((axis) => [axis, (after[axis] ?? 0) > (before[axis] ?? 0) ? 'more' : 'less']));
  }

  const fits = (found: ReturnType<typeof changes>, motion: PtzMotion): void => {
    const either = Object.entries(WAYS[motion]).filter(([, way]) => way === 'either');
    const known = Object.fromEntries(either.map(([axis]) => [axis, expect.any(String) as unknown]));
    expect({ motion, ...found }).toEqual({ motion, ...WAYS[motion], ...known });
  };

  describe(`steering by the ${vendor} driver`, () => {
    test('each motion moves the lens its own way until it is stopped', async () => {
      for (const camera of cameras) {
        for (const motion of await motionsOf(camera)) {
          const undone = BEFORE[motion];
          if (undone !== undefined) await hold(camera, undone);
          const before = contract.lensOf(simulator, camera);
          await hold(camera, motion);
          const after = contract.lensOf(simulator, camera);
          fits(changes(before, after), motion);
          time.advance(LATER_MS);
          expect(contract.lensOf(simulator, camera)).toEqual(after);
        }
      }
    });

    test('opposite ways are opposite', async () => {
      for (const [one, other] of [
        ['zoom-in', 'zoom-out'],
        ['focus-near', 'focus-far'],
      ] as const) {
        for (const camera of cameras) {
          if (!(await motionsOf(camera)).includes(one)) continue;
          const before = contract.lensOf(simulator, camera);
          await hold(camera, one);
          expect(changes(before, contract.lensOf(simulator, camera))).not.toEqual({});
          await hold(camera, other);
          const after = contract.lensOf(simulator, camera);
          for (const axis of AXES) expect(after[axis] ?? 0).toBeCloseTo(before[axis] ?? 0, 5);
        }
      }
    });

    test('the higher speed goes further', async () => {
      const distance = async (speed: number): Promise<number> => {
        const before = contract.lensOf(simulator, first!).pan ?? NaN;
        await hold(first!, 'right', speed);
        return (contract.lensOf(simulator, first!).pan ?? NaN) - before;
      };
      const slow = await distance(0);
      expect(slow).toBeGreaterThan(0);
      expect(await distance(1)).toBeGreaterThan(slow);
    });

    test('a step, where there is one, ends by itself', async () => {
      const { step } = driver.ptz!;
      if (step === undefined) return;
      const before = contract.lensOf(simulator, first!);
      expect(await step(addressOf(first!), 'left', 1)).toBe('moved');
      const after = contract.lensOf(simulator, first!);
      fits(changes(before, after), 'left');
      time.advance(LATER_MS);
      expect(contract.lensOf(simulator, first!)).toEqual(after);
    });

    test('stopping a camera that stands is no error', async () => {
      await driver.ptz!.stop(addressOf(first!), 'left');
    });

    test('a camera without a line is device-offline', async () => {
      const call = driver.ptz!.start(addressOf(offline), 'left', 1);
      await expect(call).rejects.toMatchObject({ code: 'device-offline' });
    });
  });
}
