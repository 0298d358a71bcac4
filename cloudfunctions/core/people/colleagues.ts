import type { StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId } from '../../../typings/contract/people';
import { EVERYWHERE, onWideRecord, placeOfStore, type Place, type WideDeed } from '../audit/on-record';
import { describeStoreGrants, storeGrantsOf } from '../describe-grants';
import type { Grant, MemberDocument } from '../documents';
import type { CallContext } from '../handler';
import { isColleague } from '../notices/to-state';
import { readStores } from '../repository/stores';
import { endTickets } from './ends';
import type { MemberState } from './members';
import { isOwner, knows, lossesOf, managedBy } from './policy';
import { assertManager, mayNot, noSuchMember } from './refusals';

type Asking = Pick<CallContext, 'members' | 'grants' | 'person'>;

/** Somebody whom the caller knows as a manager; anybody else is answered like somebody who does not exist. */
export async function findKnown({ members, grants }: Asking, id: MemberId): Promise<MemberDocument> {
  const managed = assertManager(grants);
  const member = await members.findById(id);
  if (!member || !knows(managed, member.grants)) throw noSuchMember();
  return member;
}

/** As `findKnown`, but not the caller: what somebody may do, others decide. */
export async function findColleague(context: Asking, id: MemberId): Promise<MemberDocument> {
  const member = await findKnown(context, id);
  if (member._id === context.person) throw mayNot();
  return member;
}

/** Somebody as the caller may see them. */
export async function describeMember(context: CallContext, member: MemberDocument): Promise<Member> {
  const [described] = await describeMembers(context, [member]);
  if (!described) throw noSuchMember();
  return described;
}

/** As `describeMember`, of several people; at most one operation. */
export async function describeMembers(
  { database, grants, person, visitorCode }: CallContext,
  members: readonly MemberDocument[],
): Promise<readonly Member[]> {
  const managed = managedBy(grants);
  const placesOf = (member: MemberDocument) =>
    storeGrantsOf(member.grants).filter(({ storeId }) => managed === null || managed.includes(storeId));
  const ids = members.flatMap((member) => placesOf(member).map(({ storeId }) => storeId));
  const stores = await readStores(database, [...new Set(ids)]);
  return members.map((member) => ({
    id: member.memberId,
    name: member.name,
    visitorCode: visitorCode(member._id),
    owner: isOwner(member.grants),
    grants: describeStoreGrants(placesOf(member), stores),
    joinedAt: member.joinedAt,
    self: member._id === person,
  }));
}

/**
 * Changes what somebody is, on record, and ends what they made with rights that they lose by it. `alter` refuses by
 * throwing: at first before anything is done or written, and again whenever they have changed meanwhile.
 */
export async function alterMember(
  context: CallContext,
  { member, ...deed }: Omit<WideDeed, 'subject'> & { readonly member: MemberDocument },
  alter: (member: MemberDocument) => Partial<MemberState>,
): Promise<MemberDocument> {
  const { invites, now } = context;
  const { grants } = alter(member);
  const losses = lossesOf(member.grants, grants ?? member.grants);
  const told = { ...deed, subject: member.memberId };
  await onWideRecord(context, told, async () => {
    // An invitation that was cut short before it was done with would give again what is taken here.
    if (grants) await invites.applyWon(member._id, now);
    if (grants && !isColleague(grants)) await context.subscribers.remove(member._id);
    // Before, so that who tries again after a fault finds something to do; and after, for what was made meanwhile.
    await endTickets(context, member._id, { losses, now });
  });
  // Told before it is done: after a removal that stops here unrecorded, there would be nobody left to remove.
  const altered = await change(context, member._id, alter).catch((error: unknown) =>
    onWideRecord<never>(context, told, () => {
      throw error;
    }),
  );
  await endTickets(context, member._id, { losses, now });
  return altered;
}

async function change(
  { members }: CallContext,
  openid: string,
  alter: (member: MemberDocument) => Partial<MemberState>,
): Promise<MemberDocument> {
  const altered = await members.change(openid, (seen) => seen && alter(seen));
  if (!altered) throw noSuchMember();
  return altered;
}

/** Whose audit tells of somebody as a whole: that of each of their stores, or, of owners and guests, only the owners'. */
export const placesOfPerson = (
  context: Pick<CallContext, 'database'>,
  grants: readonly Grant[],
): Promise<readonly Place[]> =>
  placesOfStores(context, isOwner(grants) ? [] : storeGrantsOf(grants).map(({ storeId }) => storeId));

/** The stores as places of the audit; where none is left of them, the installation. */
export async function placesOfStores(
  { database }: Pick<CallContext, 'database'>,
  ids: readonly StoreId[],
): Promise<readonly Place[]> {
  const stores = await readStores(database, ids);
  return stores.length > 0 ? stores.map(placeOfStore) : [EVERYWHERE];
}
