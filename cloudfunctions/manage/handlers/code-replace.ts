import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';

export const codeReplace: Handler<'code.replace'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const channel = await context.allow(channelId, 'manage');
    await onRecord(context, { id: randomUUID(), action: 'code.replace', channel }, () =>
      context.cameraCodes.replace(channel._id),
    );
    return null;
  },
};
