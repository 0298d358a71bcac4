import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import { findManaged } from '../../core/cameras/managed';
import { removeCamera } from '../../core/cameras/remove';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';

/** Vendors give longer names than people may. */
const typedName = v.pipe(v.string(), v.maxLength(200), v.trim());

export const cameraRemove: Handler<'camera.remove'> = {
  input: v.strictObject({ channelId: id, name: typedName }),
  access: 'members',

  async run({ channelId, name }, context) {
    const channel = await findManaged(context, channelId);
    if (name !== channel.name) throw new CallError('conflict', 'the camera has another name');
    await onRecord(context, { id: randomUUID(), action: 'camera.remove', channel }, () =>
      removeCamera(context, channel),
    );
    return null;
  },
};
