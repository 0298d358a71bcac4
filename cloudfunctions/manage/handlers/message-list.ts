import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { endsWithin, id, instant } from '../../core/schemas';
import { toShown } from '../../core/tools/device-messages';
import { toolsAtCamera } from '../../core/tools/reach';

const MOST = 200;
const LONGEST_MS = 7 * 86_400_000;

export const messageList: Handler<'message.list'> = {
  input: v.pipe(
    v.strictObject({ channelId: id, from: instant, to: instant }),
    v.forward(endsWithin(LONGEST_MS), ['to']),
  ),
  access: 'members',

  async run({ channelId, from, to }, context) {
    const { channel, tools } = await toolsAtCamera(context, channelId);
    const { messages, more } = await tools.listMessages(channel.address, { from, to }, MOST);
    return toShown(messages, more);
  },
};
