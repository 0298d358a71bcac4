import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { openShare } from '../../core/tickets/readable';

export const shareCode: Handler<'share.code'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run({ id: shareId }, context) {
    const { code } = await openShare(context, shareId);
    return { code };
  },
};
