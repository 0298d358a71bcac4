import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import { extendCamera } from '../../core/cameras/extend';
import { findManaged } from '../../core/cameras/managed';
import type { Handler } from '../../core/handler';
import { id, thingName } from '../../core/schemas';
import { channelNumber } from '../../core/tools/schemas';

export const cameraExtend: Handler<'camera.extend'> = {
  input: v.strictObject({ channelId: id, number: channelNumber, name: thingName }),
  access: 'members',

  async run({ channelId, number, name }, context) {
    const channel = await findManaged(context, channelId);
    const deed = { id: randomUUID(), action: 'camera.extend', channel, detail: name } as const;
    return { channelId: await onRecord(context, deed, () => extendCamera(context, channel, { number, name })) };
  },
};
