import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, key, nameOf } from '../../core/schemas';

const name = nameOf(20);
const saved = v.strictObject({ id: v.string(), name: v.string() });

/** Remembers where the camera looks now. The vendors keep no names: ours stand beside the vendor's id. */
export const presetSave: Handler<'preset.save'> = {
  input: v.strictObject({ channelId: id, name, requestKey: key }),
  access: 'members',

  async run({ channelId, name, requestKey }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'preset' });
    const presets = offered(driver.presets, 'presets');
    const deed = { id: randomUUID(), action: 'preset.save', channel, detail: name } as const;
    const { person } = context;
    const request = { action: 'preset.save', person, requestKey, outcome: saved, neverTwice: true } as const;
    return context.doOnce(request, () =>
      onRecord(context, deed, async () => {
        const { id: presetId } = await presets.add(channel.address);
        await context.presetNames.write(channelId, presetId, name);
        return { id: presetId, name };
      }),
    );
  },
};
