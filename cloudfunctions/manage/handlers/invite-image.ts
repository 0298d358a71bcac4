import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { openInvite } from '../../core/tickets/readable';
import { codeStyle, drawCode } from './code-picture';

export const inviteImage: Handler<'invite.image'> = {
  input: v.strictObject({ id, style: codeStyle }),
  access: 'members',

  async run({ id: inviteId, style }, context) {
    const { code } = await openInvite(context, inviteId);
    return drawCode(context, code, style);
  },
};
