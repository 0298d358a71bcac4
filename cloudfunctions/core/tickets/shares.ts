import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Code } from '../../../typings/contract/codes';
import { addNew, type Database } from '../database';
import type { ShareDocument } from './documents';
import { whereReadable, type Readable } from './reader';
import { createSeats, type Seats } from './seats';

/** Shares. */
export interface Shares extends Seats {
  /** Adds it, unless there is one of its id: then that one is handed back. */
  add(share: ShareDocument): Promise<ShareDocument>;
  find(id: string): Promise<ShareDocument | null>;
  findByCode(code: Code): Promise<ShareDocument | null>;
  /** Newest first. */
  list(readable: Readable, limit: number): Promise<readonly ShareDocument[]>;
  /** True when it was not revoked before. */
  revoke(id: string, now: number): Promise<boolean>;
  /** Revokes what a person made, with cameras of some stores or, with null, at all. */
  revokeMade(person: string, storeIds: readonly StoreId[] | null, now: number): Promise<void>;
  /** Revokes all that show any of these cameras. */
  revokeOf(channelIds: readonly ChannelId[], now: number): Promise<void>;
  /** The first of those that ended before an instant and whose guests still have it among their grants. */
  listUncleared(before: number, limit: number): Promise<readonly ShareDocument[]>;
  /** Says that no guest has it among the grants any more. */
  clear(id: string): Promise<void>;
  /** Removes those that ended before an instant and are cleared; tells how many. */
  removeEnded(before: number): Promise<number>;
}

export function createShares(database: Database): Shares {
  const shares = database.collection('shares');

  return {
    ...createSeats(shares),
    async add(share) {
      if (await addNew(shares, share)) return share;
      const known = await shares.get(share._id);
      if (!known) throw new Error('a share came and went');
      return known;
    },
    find: (id) => shares.get(id),
    async findByCode(code) {
      return (await shares.find({ where: { code }, limit: 1 }))[0] ?? null;
    },
    list: (reader, limit) =>
      shares.find({
        where: whereReadable(reader),
        sort: ['-createdAt'],
        limit,
      }),
    revoke: async (_id, now) => (await shares.update({ _id, revokedAt: 0 }, { revokedAt: now })) === 1,
    async revokeMade(by, storeIds, now) {
      await shares.update({ by, revokedAt: 0, ...(storeIds && { storeIds: { in: storeIds } }) }, { revokedAt: now });
    },
    async revokeOf(channelIds, now) {
      const open = { channelIds: { in: channelIds }, revokedAt: 0, until: { above: now } };
      await shares.update(open, { revokedAt: now });
    },
    listUncleared: (before, limit) =>
      shares.find({
        where: [
          { isCleared: false, until: { below: before } },
          { isCleared: false, revokedAt: { above: 0, below: before } },
        ],
        limit,
      }),
    async clear(_id) {
      await shares.update({ _id }, { isCleared: true });
    },
    removeEnded: (before) => shares.remove({ isCleared: true, until: { below: before } }),
  };
}
