import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { id, key } from '../../core/schemas';
import { bytesOf, readable, typedBytes } from '../../core/tools/bytes';
import { toolsAtCamera } from '../../core/tools/reach';

const MOST_BYTES = 4096;

const reply = v.nullable(v.strictObject({ text: v.nullable(v.string()), hex: v.string(), bytes: v.number() }));
const outcome = v.strictObject({ reply });

/** What was sent and said is not on record, only how much was sent. */
export const commandSend: Handler<'command.send'> = {
  input: v.strictObject({ channelId: id, requestKey: key, data: typedBytes(MOST_BYTES) }),
  access: 'members',

  async run({ channelId, requestKey, data }, context) {
    const { channel, tools } = await toolsAtCamera(context, channelId);
    const bytes = bytesOf(data);
    const deed = { id: randomUUID(), action: 'command.send', channel, detail: `${bytes.length} B` } as const;
    const { person } = context;
    const request = { action: 'command.send', person, requestKey, outcome, neverTwice: true } as const;
    return context.doOnce(request, async () => {
      const said = await onRecord(context, deed, () => tools.command(channel.address, bytes));
      return { reply: said === null || said.length === 0 ? null : readable(said) };
    });
  },
};
