import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo, removed } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, vendorName } from '../../core/schemas';

/** For good. */
export const pictureRemove: Handler<'picture.remove'> = {
  input: v.strictObject({ channelId: id, id: vendorName }),
  access: 'members',

  async run({ channelId, id: name }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'picture' });
    const gallery = offered(driver.pictures, 'gallery');
    const deed = { id: randomUUID(), action: 'picture.remove', channel, vendorIds: [name] } as const;
    await onRecord(context, deed, () => removed(gallery.remove(channel.address, name)));
    return null;
  },
};
