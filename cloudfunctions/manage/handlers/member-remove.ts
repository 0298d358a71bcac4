import * as v from 'valibot';
import type { StoreId } from '../../../typings/contract/domain';
import { storeGrantsOf } from '../../core/describe-grants';
import type { Grant } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { alterMember, findColleague, placesOfStores } from '../../core/people/colleagues';
import { isOwner, managedBy, mayChange, withoutPlaces } from '../../core/people/policy';
import { assertManages, mayNot, noSuchMember } from '../../core/people/refusals';
import { id } from '../../core/schemas';

/** Takes all of the places or none. An owner has to be made none first: a place less would change nothing. */
export const memberRemove: Handler<'member.remove'> = {
  input: v.strictObject({ memberId: id, storeId: v.exactOptional(id) }),
  access: 'members',

  async run({ memberId, storeId }, context) {
    const { grants } = context;
    if (storeId !== undefined) assertManages(grants, storeId);
    const member = await findColleague(context, memberId);
    const storeIds = placesIn(member.grants, storeId === undefined ? managedBy(grants) : [storeId]);
    const places = await placesOfStores(context, storeIds);
    const own = context.member?.grants ?? [];
    await alterMember(context, { member, action: 'member.remove', places }, (seen) => {
      if (!storeIds.every((store) => mayChange(own, seen.grants, store))) throw mayNot();
      if (isOwner(seen.grants)) throw isOwner(own) ? stillOwner() : mayNot();
      if (storeIds.length === 0) throw noSuchMember();
      return { grants: withoutPlaces(seen.grants, storeIds) };
    });
    return null;
  },
};

/** The stores, among these or, with null, all, in which somebody has a place. */
function placesIn(grants: readonly Grant[], storeIds: readonly StoreId[] | null): readonly StoreId[] {
  const held = storeGrantsOf(grants).map(({ storeId }) => storeId);
  return storeIds === null ? held : held.filter((storeId) => storeIds.includes(storeId));
}

const stillOwner = (): CallError => new CallError('conflict', 'an owner has to be made none first');
