import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { videosOf } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { id, listOf, vendorName } from '../../core/schemas';

/** For good. One that is not there any more counts as removed. */
export const videoRemove: Handler<'video.remove'> = {
  input: v.strictObject({ channelId: id, ids: listOf(vendorName, { least: 1, most: 20 }) }),
  access: 'members',

  async run({ channelId, ids }, context) {
    const { channel, driver } = await context.reach(channelId, 'manage');
    const videos = videosOf(driver);
    const wanted = [...new Set(ids)];
    const deed = { id: randomUUID(), action: 'video.remove', channel, vendorIds: wanted } as const;
    await onRecord(context, deed, () => videos.remove(channel.address, wanted));
    return null;
  },
};
