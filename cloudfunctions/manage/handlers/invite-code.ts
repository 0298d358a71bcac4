import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { openInvite } from '../../core/tickets/readable';

export const inviteCode: Handler<'invite.code'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run({ id: inviteId }, context) {
    const { code } = await openInvite(context, inviteId);
    return { code };
  },
};
