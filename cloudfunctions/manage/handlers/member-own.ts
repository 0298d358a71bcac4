import * as v from 'valibot';
import { EVERYWHERE } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { alterMember, describeMember, findColleague } from '../../core/people/colleagues';
import { oneAtATime } from '../../core/people/owners';
import { isOwner, withOwnership } from '../../core/people/policy';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

/** Nobody changes themselves, so whoever takes the ownership from others keeps it: one owner is always left. */
export const memberOwn: Handler<'member.own'> = {
  input: v.strictObject({ memberId: id, owner: v.boolean() }),
  access: 'members',

  async run({ memberId, owner }, context) {
    assertOwner(context.grants);
    return oneAtATime(context, async () => {
      const caller = await context.members.find(context.person);
      assertOwner(caller?.grants ?? []); // somebody may have taken it while this waited
      const member = await findColleague(context, memberId);
      if (isOwner(member.grants) === owner) return describeMember(context, member);
      const detail = owner ? 'owner' : 'no owner';
      const deed = { member, action: 'member.own', places: [EVERYWHERE], detail } as const;
      const altered = await alterMember(context, deed, ({ grants }) => ({ grants: withOwnership(grants, owner) }));
      return describeMember(context, altered);
    });
  },
};
