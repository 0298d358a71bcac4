import { addNew, type Database } from './database';
import type { Clock } from './ports';

export interface Hold {
  readonly holder: string;
  /** Epoch ms until which it is held; a holder that dies gives it up by then. */
  readonly until: number;
}

/** Things that one holder at a time may have, over all instances. */
export interface Leases {
  /** True when nobody had it any more. */
  acquire(key: string, hold: Hold): Promise<boolean>;
  /** True when the holder still had it. */
  extend(key: string, hold: Hold): Promise<boolean>;
  /** Only the holder's own is given up. */
  release(key: string, holder: string): Promise<void>;
  /** Who had it last, and until when. */
  find(key: string): Promise<Hold | null>;
}

/** Leases in the document database, each change one conditional operation. */
export function createLeases(database: Database, clock: Pick<Clock, 'now'>): Leases {
  const leases = database.collection('leases');

  return {
    async acquire(_id, hold) {
      const lapsed = { _id, until: { below: clock.now() + 1 } };
      return (await leases.update(lapsed, { ...hold })) === 1 || addNew(leases, { _id, ...hold });
    },
    async extend(_id, { holder, until }) {
      return (await leases.update({ _id, holder, until: { above: clock.now() } }, { until })) === 1;
    },
    async release(_id, holder) {
      await leases.update({ _id, holder }, { holder: '', until: 0 });
    },
    find: (_id) => leases.get(_id),
  };
}
