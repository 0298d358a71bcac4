import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';
import { codeStyle, drawCode } from './code-picture';

export const codeImage: Handler<'code.image'> = {
  input: v.strictObject({ channelId: id, style: codeStyle }),
  access: 'members',

  async run({ channelId, style }, context) {
    const { _id } = await context.allow(channelId, 'manage');
    return drawCode(context, await context.cameraCodes.codeOf(_id), style);
  },
};
