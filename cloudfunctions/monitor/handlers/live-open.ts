import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { LiveSource, Quality } from '../../../typings/contract/domain';
import type { ChannelDocument } from '../../core/documents';
import type { CallContext, Handler } from '../../core/handler';
import { errorFields } from '../../core/log';
import { onRecord } from '../../core/audit/on-record';
import { endOn } from '../../core/rights';
import { watermarkOf } from '../../core/watermark';
import { avoided, id } from '../../core/schemas';

export const liveOpen: Handler<'live.open'> = {
  input: v.strictObject({
    channelId: id,
    quality: v.picklist(['main', 'sub']),
    avoid: v.exactOptional(avoided),
    resume: v.exactOptional(v.literal(true)),
  }),
  access: 'members',

  async run({ channelId, quality: asked, avoid = [], resume }, context) {
    const { channel, driver } = await context.reach(channelId, 'view');
    const openId = randomUUID();
    const quality = offered(channel, asked);
    const until = endOn(context.grants, channel, 'view') ?? undefined;
    const open = () => driver.openLive(channel.address, quality, avoid, until);
    const sources = await onRecord(context, { id: openId, action: 'live.open', channel }, () =>
      resume ? context.shareOpening({ channelId, quality, avoid, until }, open) : open(),
    );
    await learnCodec(context, channel, sources);
    return { openId, sources, watermark: watermarkOf(context, channel, 'view') };
  },
};

/** Worth knowing, never worth failing for. */
async function learnCodec(
  { channels, log, requestId }: CallContext,
  channel: ChannelDocument,
  sources: readonly LiveSource[],
): Promise<void> {
  const [codec = 'unknown'] = sources.flatMap((source) => (source.codec === 'unknown' ? [] : [source.codec]));
  try {
    await channels.learnCodec(channel, codec);
  } catch (error) {
    log({ event: 'fault', action: 'live.open', ...errorFields(error), requestId });
  }
}

/** A camera with one stream is shown by that one: a phone that follows a link does not know yet what it has. */
function offered({ qualities }: ChannelDocument, asked: Quality): Quality {
  return qualities.includes(asked) ? asked : (qualities[0] ?? asked);
}
