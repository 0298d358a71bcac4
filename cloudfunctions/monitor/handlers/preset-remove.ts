import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from './on-record';
import { id, vendorName } from './schemas';

/** Forgets a view and its name. One that the camera does not know any more counts as removed. */
export const presetRemove: Handler<'preset.remove'> = {
  input: v.strictObject({ channelId: id, id: vendorName }),
  access: 'members',

  async run({ channelId, id: presetId }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'preset' });
    const presets = offered(driver.presets, 'presets');
    const deed = { id: randomUUID(), action: 'preset.remove', channel, detail: presetId } as const;
    await onRecord(context, deed, async () => {
      await presets.clear(channel.address, presetId).catch((error: unknown) => {
        if (!(error instanceof CallError && error.code === 'not-found')) throw error;
      });
      await context.presetNames.remove(channelId, presetId);
    });
    return null;
  },
};
