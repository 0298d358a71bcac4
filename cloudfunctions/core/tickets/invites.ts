import type { StoreId } from '../../../typings/contract/domain';
import type { Code } from '../../../typings/contract/codes';
import { addNew, type Database } from '../database';
import type { InviteDocument } from './documents';
import { whereReadable, type Readable } from './reader';

/** Invitations. Of everything that may happen once, a conditional change decides. */
export interface Invites {
  /** Adds it, unless there is one of its id: then that one is handed back. */
  add(invite: InviteDocument): Promise<InviteDocument>;
  find(id: string): Promise<InviteDocument | null>;
  findByCode(code: Code): Promise<InviteDocument | null>;
  /** Newest first. */
  list(readable: Readable, limit: number): Promise<readonly InviteDocument[]>;
  /** True for the one person who has it from now on. */
  claim(id: string, person: string, now: number): Promise<boolean>;
  /** Says that the winner is a member by it now. */
  apply(id: string, now: number): Promise<void>;
  /** Says so of all that a person has won: none of them is taken up once more. */
  applyWon(person: string, now: number): Promise<void>;
  /** True when nobody had taken it up, and it was not revoked before. */
  revoke(id: string, now: number): Promise<boolean>;
  /** Revokes what a person made and nobody has taken up, for some stores or, with null, for all. */
  revokeMade(person: string, storeIds: readonly StoreId[] | null, now: number): Promise<void>;
  /** Removes those that ended before an instant; tells how many. */
  removeEnded(before: number): Promise<number>;
}

export function createInvites(database: Database): Invites {
  const invites = database.collection('invites');
  /** Nobody has it, and it was not taken back. */
  const free = { usedBy: '', revokedAt: 0 } as const;

  return {
    async add(invite) {
      if (await addNew(invites, invite)) return invite;
      const known = await invites.get(invite._id);
      if (!known) throw new Error('an invitation came and went');
      return known;
    },
    find: (id) => invites.get(id),
    async findByCode(code) {
      return (await invites.find({ where: { code }, limit: 1 }))[0] ?? null;
    },
    list: (reader, limit) =>
      invites.find({
        where: whereReadable(reader),
        sort: ['-createdAt'],
        limit,
      }),
    async claim(_id, person, now) {
      const open = { ...free, expiresAt: { above: now } };
      return (await invites.update({ _id, ...open }, { usedBy: person, usedAt: now })) === 1;
    },
    async apply(_id, now) {
      await invites.update({ _id, appliedAt: 0 }, { appliedAt: now });
    },
    async applyWon(usedBy, now) {
      await invites.update({ usedBy, appliedAt: 0 }, { appliedAt: now });
    },
    revoke: async (_id, now) => (await invites.update({ _id, ...free }, { revokedAt: now })) === 1,
    async revokeMade(by, storeIds, now) {
      await invites.update({ by, ...free, ...(storeIds && { storeIds: { in: storeIds } }) }, { revokedAt: now });
    },
    removeEnded: (before) => invites.remove({ expiresAt: { below: before } }),
  };
}
