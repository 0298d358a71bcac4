import * as v from 'valibot';
import { onWideRecord } from '../../core/audit/on-record';
import type { CallContext, Handler } from '../../core/handler';
import type { AlterMember } from '../../core/people/members';
import { bearerCode, noticeVersion, personName } from '../../core/schemas';
import type { InviteDocument } from '../../core/tickets/documents';
import { findInvite } from '../../core/tickets/found';
import { placesOfInvite } from '../../core/tickets/places';
import { stateOfInvite, withGiven } from '../../core/tickets/policy';
import { assertAgreed, assertOpen, noSuchCode } from '../../core/tickets/refusal';

/**
 * Won first, told in the audit, given, and only then done with: whatever fails on the way, the winner may try again,
 * nobody else can, and nobody is a member by an invitation that the audit does not know to be taken up.
 */
export const inviteAccept: Handler<'invite.accept'> = {
  input: v.strictObject({ code: bearerCode, name: personName, notice: noticeVersion }),
  access: 'anyone',

  async run({ code, name, notice }, context) {
    assertAgreed(notice, context);
    const { invite, given, state } = await findInvite(context, code);
    assertOpen(state);
    const { _id, role, storeIds } = invite;
    const places = await placesOfInvite(context, invite);
    const deed = { action: 'invite.accept', places, subject: _id, detail: role } as const;
    await onWideRecord(context, deed, () => win(context, invite));
    const { members, person, now } = context;
    const join: AlterMember = (member) => ({
      name,
      agreedTo: notice,
      grants: withGiven(member?.grants ?? [], given),
    });
    await members.change(person, join, now);
    await context.invites.apply(_id, now);
    return { stores: storeIds.length };
  },
};

async function win({ invites, person, now }: CallContext, { _id, usedBy }: InviteDocument): Promise<void> {
  if (usedBy === person || (await invites.claim(_id, person, now))) return;
  const current = await invites.find(_id);
  if (!current) throw noSuchCode();
  assertOpen(stateOfInvite(current, { person, now })); // open: another try of the same person was faster
}
