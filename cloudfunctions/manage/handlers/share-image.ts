import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { openShare } from '../../core/tickets/readable';
import { codeStyle, drawCode } from './code-picture';

export const shareImage: Handler<'share.image'> = {
  input: v.strictObject({ id, style: codeStyle }),
  access: 'members',

  async run({ id: shareId, style }, context) {
    const { code } = await openShare(context, shareId);
    return drawCode(context, code, style);
  },
};
