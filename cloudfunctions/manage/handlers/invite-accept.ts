import * as v from 'valibot';
import type { OutputOf } from '../../../typings/contract/calls';
import { onWideRecord } from '../../core/audit/on-record';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import type { AlterMember } from '../../core/people/members';
import { bearerCode, noticeVersion, personName } from '../../core/schemas';
import type { InviteDocument } from '../../core/tickets/documents';
import { findInvite } from '../../core/tickets/found';
import { placesOfInvite } from '../../core/tickets/places';
import { stateOfInvite, storesStillIn, withGiven } from '../../core/tickets/policy';
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
    const found = await findInvite(context, code);
    if (found.inside !== null) return inside(context, found.invite, found.inside);
    assertOpen(found.state);
    const { members, person, now } = context;
    const won = await win(context, found.invite);
    if (won.appliedAt !== 0)
      return inside(context, won, storesStillIn((await members.find(person))?.grants ?? [], won));
    await tell(context, won);
    const join: AlterMember = (member) => ({
      name,
      agreedTo: notice,
      grants: withGiven(member?.grants ?? [], found.given),
    });
    await members.change(person, join, now);
    await context.invites.apply(won._id, now);
    return { stores: won.storeIds.length };
  },
};

/** The answer to who is in, once the invitation is done with. */
async function inside(
  { invites, person, now }: CallContext,
  { _id, usedBy, appliedAt }: InviteDocument,
  stores: number | null,
): Promise<OutputOf<'invite.accept'>> {
  if (stores === null) throw new CallError('used', 'it was taken up, and its winner is out again');
  if (usedBy === person && appliedAt === 0) await invites.apply(_id, now);
  return { stores };
}

/** The invitation as its winner finds it: done with already where another try of the same person was faster. */
async function win({ invites, person, now }: CallContext, invite: InviteDocument): Promise<InviteDocument> {
  if (invite.usedBy === person || (await invites.claim(invite._id, person, now))) return invite;
  const current = await invites.find(invite._id);
  if (!current) throw noSuchCode();
  if (current.usedBy !== person) assertOpen(stateOfInvite(current, { person, now }));
  return current;
}

async function tell(context: CallContext, invite: InviteDocument): Promise<void> {
  const { _id, role } = invite;
  const places = await placesOfInvite(context, invite);
  const deed = { action: 'invite.accept', places, subject: _id, detail: role } as const;
  await onWideRecord(context, deed, () => Promise.resolve());
}
