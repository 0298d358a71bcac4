import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PtzControl } from '../capabilities';
import type { Clock } from '../ports';
import type { SteeringDocument } from './documents';
import type { Steerings } from './steerings';
import type { Stopping } from './stopping';

/** Resolves as `starting` does, and stops meanwhile what goes on for longer than it may. */
export type KeepVigil = <T>(begun: SteeringDocument, ptz: PtzControl, starting: Promise<T>) => Promise<T>;

/** While a vendor has not answered a start, its motion may be on: at the end of its time it is stopped all the same. */
export function createVigil(steerings: Steerings, clock: Clock, stopping: Stopping): KeepVigil {
  async function watch(begun: SteeringDocument, ptz: PtzControl, isAnswered: () => boolean): Promise<void> {
    await nextTurn(); // what is answered at once needs no watch
    if (isAnswered()) return;
    for (let seen: SteeringDocument | null = begun; seen?.holdId === begun.holdId && seen.state === 'starting';) {
      if (seen.until <= clock.now()) return stopping.ahead(seen, ptz);
      await clock.sleep(seen.until - clock.now());
      if (isAnswered()) return;
      seen = await steerings.find(begun._id);
    }
  }

  return async (begun, ptz, starting) => {
    let answered = false;
    watch(begun, ptz, () => answered).catch(() => undefined); // the answer brings a stop of its own
    try {
      return await starting;
    } finally {
      answered = true;
    }
  };
}
