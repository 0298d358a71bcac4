import { randomUUID } from 'node:crypto';
import type { Role, StoreId } from '../../../typings/contract/domain';
import type { MemberId } from '../../../typings/contract/people';
import { addNew, PAGE, type Database, type Filter } from '../database';
import type { MemberDocument } from '../documents';
import type { Clock } from '../ports';

/** What a change may set; all the rest of the document follows from it. */
export type MemberState = Pick<MemberDocument, 'name' | 'grants' | 'agreedTo'>;

/** What a change makes of a member as they stand, or, with null, of somebody new; null when it does not apply. */
export type AlterMember = (member: MemberDocument | null) => Partial<MemberState> | null;

/** The people who belong here, and those who did: who has no grant is no member any more. */
export interface Members {
  find(openid: string): Promise<MemberDocument | null>;
  findById(id: MemberId): Promise<MemberDocument | null>;
  /** Owners, and who has a place in one of these stores, or, with null, in any; at most 1000, without guests. */
  listOf(storeIds: readonly StoreId[] | null): Promise<readonly MemberDocument[]>;
  /** Whether there is an owner, or, with null, anybody but guests, besides a person. */
  hasOther(openid: string, role: 'owner' | null): Promise<boolean>;
  /**
   * Changes one person in one conditional write, made anew whenever somebody else was faster. Null when `alter`
   * declines, which it may also do by throwing. Somebody new is known from `since` on, epoch ms, or else from now on.
   */
  change(openid: string, alter: AlterMember, since?: number): Promise<MemberDocument | null>;
  /** Forgets a person. */
  remove(openid: string): Promise<void>;
  /** Forgets those whose last grant went before an instant; tells how many there were. */
  removeFormer(before: number): Promise<number>;
}

/** All but guests. */
const ROLES: readonly Role[] = ['owner', 'manager', 'staff'];
/** One of any two is somebody else. */
const TWO = 2;

export function createMembers(database: Database, clock: Pick<Clock, 'now'>): Members {
  const members = database.collection('members');

  /** False when the document is not any more as it was seen. */
  async function write(seen: MemberDocument | null, next: MemberDocument): Promise<boolean> {
    if (!seen) return addNew(members, next);
    const { _id, ...fields } = next;
    return (await members.update({ _id, revision: seen.revision }, fields)) === 1;
  }

  async function change(
    openid: string,
    alter: AlterMember,
    since: number = clock.now(),
  ): Promise<MemberDocument | null> {
    const seen = await members.get(openid);
    const state = alter(seen);
    if (!state) return null;
    const next = successorOf(seen ?? newcomer(openid, since), state, clock.now());
    return (await write(seen, next)) ? next : change(openid, alter, since);
  }

  return {
    find: (openid) => members.get(openid),
    async findById(memberId) {
      return (await members.find({ where: { memberId }, limit: 1 }))[0] ?? null;
    },
    listOf(storeIds) {
      const inStores: Filter<MemberDocument> = storeIds
        ? [{ 'grants.role': 'owner' }, { 'grants.storeId': { in: storeIds } }]
        : { 'grants.role': { in: ROLES } };
      return members.find({ where: inStores, sort: ['_id'], limit: PAGE });
    },
    async hasOther(openid, role) {
      const some = await members.find({ where: { 'grants.role': role ?? { in: ROLES } }, limit: TWO });
      return some.some(({ _id }) => _id !== openid);
    },
    change,
    async remove(_id) {
      await members.remove({ _id });
    },
    removeFormer: (before) => members.remove({ removedAt: { above: 0, below: before } }),
  };
}

const newcomer = (openid: string, knownSince: number): MemberDocument => ({
  _id: openid,
  memberId: randomUUID(),
  name: '',
  grants: [],
  revision: 0,
  knownSince,
  joinedAt: 0,
  removedAt: 0,
  agreedTo: '',
});

function successorOf(seen: MemberDocument, state: Partial<MemberState>, now: number): MemberDocument {
  const grants = state.grants ?? seen.grants;
  const [had, has] = [seen.grants.length > 0, grants.length > 0];
  return {
    ...seen,
    ...state,
    revision: seen.revision + 1,
    joinedAt: had ? seen.joinedAt : now,
    removedAt: has ? 0 : had || seen.removedAt === 0 ? now : seen.removedAt,
  };
}
