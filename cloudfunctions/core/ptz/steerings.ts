import type { ChannelId } from '../../../typings/contract/domain';
import { addNew, type Database } from '../database';
import type { SteeringDocument } from './documents';

/** What a change makes of a camera's steering as it stands; null when there is nothing to change any more. */
export type Alter = (seen: SteeringDocument | null) => SteeringDocument | null;

/** Who moves which camera, in the document database. */
export interface Steerings {
  find(id: ChannelId): Promise<SteeringDocument | null>;
  /** Puts down `next`, unless anybody changed anything since `seen` was read: then null. */
  put(seen: SteeringDocument | null, next: SteeringDocument): Promise<SteeringDocument | null>;
  /** As `put`, beginning from `seen`, again and again on top of what others have changed; null when `alter` declines. */
  change(seen: SteeringDocument, alter: Alter): Promise<SteeringDocument | null>;
  /** What somebody should have stopped, the longest due first; at most 100. */
  due(now: number): Promise<readonly SteeringDocument[]>;
}

const MOST_DUE = 100;

export function createSteerings(database: Database): Steerings {
  const steerings = database.collection('steerings');

  const put: Steerings['put'] = async (seen, { revision: _, ...next }) => {
    if (seen) {
      const { _id, ...change } = { ...next, revision: seen.revision + 1 };
      const changed = await steerings.update({ _id, revision: seen.revision }, change);
      return changed === 1 ? { _id, ...change } : null;
    }
    const first = { ...next, revision: 0 };
    return (await addNew(steerings, first)) ? first : null;
  };

  return {
    find: (id) => steerings.get(id),
    put,
    async change(seen, alter) {
      for (let current: SteeringDocument | null = seen; ; current = await steerings.get(seen._id)) {
        const next = alter(current);
        if (!next) return null;
        const written = await put(current, next);
        if (written) return written;
      }
    },
    due: (now) => steerings.find({ where: { dueAt: { below: now + 1 } }, sort: ['dueAt'], limit: MOST_DUE }),
  };
}
