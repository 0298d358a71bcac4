import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, nameOf } from '../../core/schemas';

const name = nameOf(20);

/** Remembers where the camera looks now. The vendors keep no names: ours stand beside the vendor's id. */
export const presetSave: Handler<'preset.save'> = {
  input: v.strictObject({ channelId: id, name }),
  access: 'members',

  async run({ channelId, name }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'preset' });
    const presets = offered(driver.presets, 'presets');
    const deed = { id: randomUUID(), action: 'preset.save', channel, detail: name } as const;
    return onRecord(context, deed, async () => {
      const saved = await presets.add(channel.address);
      await context.presetNames.write(channelId, saved.id, name);
      return { id: saved.id, name };
    });
  },
};
