import * as v from 'valibot';
import { onWideRecord } from '../../core/audit/on-record';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import type { InviteDocument } from '../../core/tickets/documents';
import { placesOfInvite } from '../../core/tickets/places';
import { assertRevocable } from '../../core/tickets/readable';

/** Rejects with `used` where somebody has taken it up: then there is a member, and nothing left to revoke. */
export const inviteRevoke: Handler<'invite.revoke'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run({ id: inviteId }, context) {
    const invite = assertRevocable(context, await context.invites.find(inviteId));
    if (invite.revokedAt !== 0) return null;
    if (invite.usedBy !== '') throw used();
    const places = await placesOfInvite(context, invite);
    const deed = { action: 'invite.revoke', places, subject: invite._id, detail: invite.role } as const;
    await onWideRecord(context, deed, () => revoke(context, invite));
    return null;
  },
};

async function revoke({ invites, now }: CallContext, { _id }: InviteDocument): Promise<void> {
  if (await invites.revoke(_id, now)) return;
  if ((await invites.find(_id))?.usedBy !== '') throw used();
}

const used = (): CallError => new CallError('used', 'somebody has taken it up');
