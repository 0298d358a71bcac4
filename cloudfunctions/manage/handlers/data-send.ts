import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id, key } from '../../core/schemas';
import { bytesOf, typedBytes } from '../../core/tools/bytes';
import { toolsAtCamera } from '../../core/tools/reach';

const MOST_BYTES = 128;

/** What was sent is not on record, only how much. */
export const dataSend: Handler<'data.send'> = {
  input: v.strictObject({ channelId: id, requestKey: key, data: typedBytes(MOST_BYTES) }),
  access: 'members',

  async run({ channelId, requestKey, data }, context) {
    const { channel, tools } = await toolsAtCamera(context, channelId);
    const bytes = bytesOf(data);
    const deed = { id: randomUUID(), action: 'data.send', channel, detail: `${bytes.length} B` } as const;
    const { person } = context;
    const request = { action: 'data.send', person, requestKey, outcome: v.null(), neverTwice: true } as const;
    return context.doOnce(request, async () => {
      await onRecord(context, deed, () => tools.tell(channel.address, bytes));
      return null;
    });
  },
};
