import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { videosOf } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { id, thingName, vendorName } from '../../core/schemas';

export const videoRename: Handler<'video.rename'> = {
  input: v.strictObject({ channelId: id, id: vendorName, name: thingName }),
  access: 'members',

  async run({ channelId, id: video, name }, context) {
    const { channel, driver } = await context.reach(channelId, 'manage');
    const videos = videosOf(driver);
    const deed = { id: randomUUID(), action: 'video.rename', channel, vendorIds: [video] } as const;
    await onRecord(context, deed, () => videos.rename(channel.address, video, name));
    return null;
  },
};
