import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from './on-record';
import { id, vendorName } from './schemas';

/** For good. One that is not there any more counts as removed. */
export const pictureRemove: Handler<'picture.remove'> = {
  input: v.strictObject({ channelId: id, id: vendorName }),
  access: 'members',

  async run({ channelId, id: name }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'picture' });
    const gallery = offered(driver.pictures, 'gallery');
    const deed = { id: randomUUID(), action: 'picture.remove', channel, detail: name } as const;
    await onRecord(context, deed, () =>
      gallery.remove(channel.address, name).catch((error: unknown) => {
        if (!(error instanceof CallError && error.code === 'not-found')) throw error;
      }),
    );
    return null;
  },
};
