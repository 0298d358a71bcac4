import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import { findManaged } from '../../core/cameras/managed';
import { renameCamera } from '../../core/cameras/rename';
import type { Handler } from '../../core/handler';
import { id, thingName } from '../../core/schemas';

export const cameraRename: Handler<'camera.rename'> = {
  input: v.strictObject({ channelId: id, name: thingName }),
  access: 'members',

  async run({ channelId, name }, context) {
    const channel = await findManaged(context, channelId);
    await onRecord(context, { id: randomUUID(), action: 'camera.rename', channel, detail: name }, () =>
      renameCamera(context, channel, name),
    );
    return null;
  },
};
