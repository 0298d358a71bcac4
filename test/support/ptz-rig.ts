import type { PtzMotion } from '../../cloudfunctions/core/capabilities';
import type { Collection, Database } from '../../cloudfunctions/core/database';
import type { CollectionName, Documents } from '../../cloudfunctions/core/documents';
import { createPilot, type Pilot, type Ride } from '../../cloudfunctions/core/ptz/pilot';
import type { Wish } from '../../cloudfunctions/core/ptz/policy';
import { createSteerings } from '../../cloudfunctions/core/ptz/steerings';
import type { PtzHold } from '../../typings/contract/control';
import { makeAddress } from './cloud-rig';
import { FakeCamera } from './fake-camera';
import { makeClock } from './fake-clock';
import { MemoryDatabase } from './memory-database';

export interface Press {
  readonly holdId: string;
  readonly person: string;
  readonly motion: PtzMotion;
}

/** One instance of the cloud function; once it has crashed, nothing of it goes on. */
export interface PtzInstance {
  readonly pilot: Pilot;
  crash(): void;
  hold(press: Press): Promise<PtzHold>;
  stop(press: Press): Promise<void>;
  step(press: Press, ms: number): Promise<PtzHold>;
  /** What the timer does with every tick. */
  rescue(): Promise<boolean[]>;
}

export const LEFT: Press = { holdId: 'hold-left', person: 'ming', motion: 'left' };
export const RIGHT: Press = { holdId: 'hold-right', person: 'hua', motion: 'right' };

/** Several instances over one database, one camera and one clock that moves when told to. */
export function createPtzRig(operationMs = 0) {
  const clock = makeClock();
  const memory = new MemoryDatabase();
  const camera = new FakeCamera(clock);

  function startInstance(): PtzInstance {
    let isAlive = true;
    const alive = async <T>(work: () => Promise<T>): Promise<T> => {
      if (operationMs > 0) await clock.sleep(operationMs);
      const result = isAlive ? await work() : await never<T>();
      return isAlive ? result : never<T>();
    };
    const steerings = createSteerings(guarded(memory, alive));
    const control = camera.control();
    const ptz = {
      ...control,
      start: (...given: Parameters<typeof control.start>) => alive(() => control.start(...given)),
      stop: (...given: Parameters<typeof control.stop>) => alive(() => control.stop(...given)),
    };
    const ownClock = {
      now: () => clock.now(),
      sleep: async (ms: number) => {
        await clock.sleep(ms);
        if (!isAlive) await never();
      },
    };
    const pilot = createPilot(steerings, ownClock);
    const wishOf = ({ holdId, person, motion }: Press): Wish => ({
      ...{ _id: 'gate', accountId: 'account', address: makeAddress('gate') },
      ...{ holdId, person, by: person, motion, since: clock.now() },
    });
    const rideOf = (press: Press): Ride => ({ wish: wishOf(press), ptz, speed: 1, record: (start) => start() });
    return {
      pilot,
      crash: () => void (isAlive = false),
      hold: (press) => pilot.hold(rideOf(press), clock.now()),
      stop: (press) => pilot.stop(wishOf(press), ptz),
      step: (press, ms) => pilot.step(rideOf(press), ms),
      rescue: async () =>
        Promise.all((await steerings.due(clock.now())).map((steering) => pilot.rescue(steering, async () => ptz))),
    };
  }

  return { clock, memory, camera, startInstance, steering: () => memory.all('steerings')[0] };
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

function guarded(database: Database, guard: <T>(work: () => Promise<T>) => Promise<T>): Database {
  return {
    collection<C extends CollectionName>(name: C): Collection<Documents[C]> {
      const inner = database.collection(name);
      return {
        get: (id) => guard(() => inner.get(id)),
        find: (query) => guard(() => inner.find(query)),
        add: (documents) => guard(() => inner.add(documents)),
        update: (where, change) => guard(() => inner.update(where, change)),
        remove: (where) => guard(() => inner.remove(where)),
        countBy: (filter, fields) => guard(() => inner.countBy(filter, fields)),
      };
    },
  };
}
