import * as v from 'valibot';
import { storeGrantsOf } from '../../core/describe-grants';
import type { Grant } from '../../core/documents';
import type { Handler } from '../../core/handler';
import { alterMember, describeMember, findKnown, placesOfPerson } from '../../core/people/colleagues';
import { isOwner, managedBy, mayChange } from '../../core/people/policy';
import { mayNot } from '../../core/people/refusals';
import { id, personName } from '../../core/schemas';

/** For whom the caller could change in one of the stores, and for the caller. */
export const memberRename: Handler<'member.rename'> = {
  input: v.strictObject({ memberId: id, name: personName }),
  access: 'members',

  async run({ memberId, name }, context) {
    const member = await findKnown(context, memberId);
    const places = await placesOfPerson(context, member.grants);
    const own = context.member?.grants ?? [];
    const managed = managedBy(context.grants);
    const mayRename = (theirs: readonly Grant[]): boolean =>
      member._id === context.person ||
      isOwner(own) ||
      storeGrantsOf(theirs).some(
        ({ storeId }) => (managed === null || managed.includes(storeId)) && mayChange(own, theirs, storeId),
      );
    // The audit does not tell the name: there it would outlive the account.
    const altered = await alterMember(context, { member, action: 'member.rename', places }, ({ grants }) => {
      if (!mayRename(grants)) throw mayNot();
      return { name };
    });
    return describeMember(context, altered);
  },
};
