import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo, removed } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, vendorName } from '../../core/schemas';

/** Forgets a view and its name. */
export const presetRemove: Handler<'preset.remove'> = {
  input: v.strictObject({ channelId: id, id: vendorName }),
  access: 'members',

  async run({ channelId, id: presetId }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'preset' });
    const presets = offered(driver.presets, 'presets');
    const detail = (await context.presetNames.read(channelId)).get(presetId) ?? '';
    const what = { detail, vendorIds: [presetId] };
    const deed = { id: randomUUID(), action: 'preset.remove', channel, ...what } as const;
    await onRecord(context, deed, async () => {
      await removed(presets.clear(channel.address, presetId));
      await context.presetNames.remove(channelId, presetId);
    });
    return null;
  },
};
