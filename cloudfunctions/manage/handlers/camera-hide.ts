import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import { findManaged } from '../../core/cameras/managed';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';

export const cameraHide: Handler<'camera.hide'> = {
  input: v.strictObject({ channelId: id, hidden: v.boolean() }),
  access: 'members',

  async run({ channelId, hidden }, context) {
    const channel = await findManaged(context, channelId);
    const detail = hidden ? 'hidden' : 'shown';
    await onRecord(context, { id: randomUUID(), action: 'camera.hide', channel, detail }, () =>
      context.database.collection('channels').update({ _id: channelId }, { hidden }),
    );
    return null;
  },
};
