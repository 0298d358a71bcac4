import type { Handler } from '../../core/handler';
import { nothing } from '../../core/schemas';
import { readableBy } from '../../core/tickets/readable';
import { toInvites } from '../../core/tickets/to-invite';

const MOST = 100;

export const inviteList: Handler<'invite.list'> = {
  input: nothing,
  access: 'members',

  async run(_input, context) {
    const found = await context.invites.list(readableBy(context), MOST);
    return { invites: await toInvites(context, found) };
  },
};
