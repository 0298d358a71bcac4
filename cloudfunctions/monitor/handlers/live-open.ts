import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Quality } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { errorFields } from '../../core/log';
import { id, listOf } from './schemas';

export const liveOpen: Handler<'live.open'> = {
  input: v.strictObject({
    channelId: id,
    quality: v.picklist(['main', 'sub']),
    avoid: v.exactOptional(listOf(v.picklist(['flv', 'rtmp', 'hls']), { least: 0, most: 3 })),
    resume: v.exactOptional(v.literal(true)),
  }),
  access: 'members',

  async run({ channelId, quality: asked, avoid = [], resume }, context) {
    const { channel, driver } = await context.reach(channelId, 'view');
    const openId = randomUUID();
    const quality = offered(channel, asked);
    const open = () => driver.openLive(channel.address, quality, avoid);
    try {
      const sources = await (resume ? context.shareOpening({ channelId, quality, avoid }, open) : open());
      await record(context, channel, { _id: openId, result: 'ok' }); // first, so that nobody watches unrecorded
      return { openId, sources };
    } catch (error) {
      if (error instanceof CallError) await recordFailure(context, channel, { _id: openId, result: error.code });
      throw error;
    }
  },
};

/** A camera with one stream is shown by that one: a phone that follows a link does not know yet what it has. */
function offered({ qualities }: ChannelDocument, asked: Quality): Quality {
  return qualities.includes(asked) ? asked : (qualities[0] ?? asked);
}

interface Outcome {
  readonly _id: string;
  readonly result: 'ok' | ErrorCode;
}

async function record(context: CallContext, channel: ChannelDocument, outcome: Outcome): Promise<void> {
  const { audit, person, now, requestId } = context;
  const { _id: channelId, storeId } = channel;
  await audit.append({ ...outcome, at: now, person, action: 'live.open', channelId, storeId, requestId });
}

/** Nobody got to see anything: the caller hears why, even when that could not be written down. */
async function recordFailure(context: CallContext, channel: ChannelDocument, outcome: Outcome): Promise<void> {
  await record(context, channel, outcome).catch((error: unknown) => {
    context.log({ event: 'fault', action: 'live.open', ...errorFields(error), requestId: context.requestId });
  });
}
