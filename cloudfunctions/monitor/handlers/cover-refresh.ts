import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { TakenStill } from '../../core/covers/cover-store';
import { ADDRESS_MS, OF_NOW_MS } from '../../core/covers/policy';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { refusalOf } from '../../core/refusal';
import { isLetIn } from '../../core/rights';
import { id } from '../../core/schemas';

/** After how long whoever came while another was at it may look again. */
const LOOK_AGAIN_MS = 4_000;

/** A cover of now, for all; not for guests to ask for, as it may cost one of few. */
export const coverRefresh: Handler<'cover.refresh'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const channel = await context.allow(channelId, 'view');
    if (!isLetIn(context.grants, channel)) throw refusalOf({ kind: 'permission-denied' });
    const { person, now, files } = context;
    context.limits('picture', { person, channelId }, now);
    return onRecord(context, { id: randomUUID(), action: 'cover.refresh', channel }, async () => {
      const { fileId, takenAt } = await ofNow(context, channel);
      const url = (await files.addressesOf([fileId], ADDRESS_MS)).get(fileId);
      if (url === undefined) throw new CallError('conflict', 'the cover has gone meanwhile');
      return { channelId, url, takenAt };
    });
  },
};

/** One that is young enough serves: somebody else has just asked. */
async function ofNow({ covers, renewCover, now }: CallContext, channel: ChannelDocument): Promise<TakenStill> {
  const seen = await covers.begin(channel, now);
  if (!seen) throw new CallError('conflict', 'the camera was removed a moment ago');
  if (seen.takenAt > now - OF_NOW_MS && !channel.hidden) return seen;
  const taken = await renewCover(channel, seen);
  if (taken) return taken;
  throw new CallError('rate-limited', 'somebody is at it', { retryAt: now + LOOK_AGAIN_MS });
}
