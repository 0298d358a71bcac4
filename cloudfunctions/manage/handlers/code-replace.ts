import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id, key } from '../../core/schemas';

export const codeReplace: Handler<'code.replace'> = {
  input: v.strictObject({ channelId: id, requestKey: key }),
  access: 'members',

  async run({ channelId, requestKey }, context) {
    const channel = await context.allow(channelId, 'manage');
    const request = { action: 'code.replace', person: context.person, requestKey, outcome: v.null() } as const;
    return context.doOnce(request, async () => {
      await onRecord(context, { id: randomUUID(), action: 'code.replace', channel }, () =>
        context.cameraCodes.replace(channel._id),
      );
      return null;
    });
  },
};
