import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { assertFree } from './riding';
import { id, vendorName } from '../../core/schemas';

/** Turns the camera to a view; being there already is success. */
export const presetGo: Handler<'preset.go'> = {
  input: v.strictObject({ channelId: id, id: vendorName }),
  access: 'members',

  async run({ channelId, id: presetId }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'ptz', kind: 'preset' });
    const presets = offered(driver.presets, 'presets');
    await assertFree(context, channelId);
    const detail = (await context.presetNames.read(channelId)).get(presetId) ?? '';
    const what = { detail, vendorIds: [presetId] };
    const deed = { id: randomUUID(), action: 'preset.go', channel, ...what } as const;
    await onRecord(context, deed, () => presets.move(channel.address, presetId));
    return null;
  },
};
