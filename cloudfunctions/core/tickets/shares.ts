import type { StoreId } from '../../../typings/contract/domain';
import type { Code } from '../../../typings/contract/people';
import { DuplicateDocument, PAGE, type Database } from '../database';
import { CallError } from '../errors';
import type { ShareDocument } from './documents';
import { whereReadable, type Readable } from './reader';
import { stateOfShare } from './policy';

/** Shares. Who opens one takes a seat in it, and of the last seat one conditional change decides. */
export interface Shares {
  /** Adds it, unless there is one of its id: then that one is handed back. */
  add(share: ShareDocument): Promise<ShareDocument>;
  find(id: string): Promise<ShareDocument | null>;
  findByCode(code: Code): Promise<ShareDocument | null>;
  /** Newest first. */
  list(readable: Readable, limit: number): Promise<readonly ShareDocument[]>;
  /** Lets a person in, once; rejects with `full`, `expired` or `revoked`. */
  takeSeat(share: ShareDocument, person: string, now: number): Promise<void>;
  /** Puts somebody else, who is nobody, on every seat of a person: the seats stay taken. */
  leaveSeats(person: string, nobody: string): Promise<void>;
  /** True when it was not revoked before. */
  revoke(id: string, now: number): Promise<boolean>;
  /** Revokes what a person made, with cameras of some stores or, with null, at all. */
  revokeMade(person: string, storeIds: readonly StoreId[] | null, now: number): Promise<void>;
  /** The first of those that ended before an instant and whose guests still have it among their grants. */
  listUncleared(before: number, limit: number): Promise<readonly ShareDocument[]>;
  /** Says that no guest has it among the grants any more. */
  clear(id: string): Promise<void>;
  /** Removes those that ended before an instant and are cleared; tells how many. */
  removeEnded(before: number): Promise<number>;
}

export function createShares(database: Database): Shares {
  const shares = database.collection('shares');

  async function takeSeat(share: ShareDocument, person: string, now: number): Promise<void> {
    const state = stateOfShare(share, { person, now });
    if (state !== 'open') throw new CallError(state, 'the share has ended');
    const { _id, opened, seats, revision } = share;
    if (seats.some((seat) => seat.person === person)) return;
    const change = { opened: opened + 1, seats: [...seats, { person, at: now }], revision: revision + 1 };
    if ((await shares.update({ _id, revision, revokedAt: 0 }, change)) === 1) return;
    // Somebody else was faster: there are as many seats to take, and to leave, as people.
    const current = await shares.get(_id);
    if (!current) throw new CallError('revoked', 'the share is gone');
    await takeSeat(current, person, now);
  }

  async function leaveSeats(person: string, nobody: string): Promise<void> {
    for (;;) {
      const found = await shares.find({ where: { 'seats.person': person }, limit: PAGE });
      if (found.length === 0) return;
      for (const { _id, seats, revision } of found) {
        const left = seats.map((seat) => (seat.person === person ? { ...seat, person: nobody } : seat));
        await shares.update({ _id, revision }, { seats: left, revision: revision + 1 });
      }
    }
  }

  return {
    async add(share) {
      try {
        await shares.add([share]);
        return share;
      } catch (error) {
        const known = error instanceof DuplicateDocument ? await shares.get(share._id) : null;
        if (known) return known;
        throw error;
      }
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
    takeSeat,
    leaveSeats,
    revoke: async (_id, now) => (await shares.update({ _id, revokedAt: 0 }, { revokedAt: now })) === 1,
    async revokeMade(by, storeIds, now) {
      await shares.update({ by, revokedAt: 0, ...(storeIds && { storeIds: { in: storeIds } }) }, { revokedAt: now });
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
