import * as v from 'valibot';
import { onWideRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { placesOfShare } from '../../core/tickets/places';
import { assertRevocable } from '../../core/tickets/readable';

/** From the next call on, nobody sees anything by it; one that was revoked before stays as it is. */
export const shareRevoke: Handler<'share.revoke'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run({ id: shareId }, context) {
    const share = assertRevocable(context, await context.shares.find(shareId));
    if (share.revokedAt !== 0) return null;
    const places = await placesOfShare(context, share);
    await onWideRecord(context, { action: 'share.revoke', places, subject: share._id }, () =>
      context.shares.revoke(share._id, context.now),
    );
    return null;
  },
};
