import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered } from './doing';
import { id } from '../../core/schemas';

/** Views that the camera remembers, by the names that people gave them here. */
export const presetList: Handler<'preset.list'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await context.reach(channelId, 'ptz');
    const presets = offered(driver.presets, 'presets');
    const [listed, names] = await Promise.all([presets.list(channel.address), context.presetNames.read(channelId)]);
    return { presets: listed.map((preset) => ({ id: preset.id, name: names.get(preset.id) ?? preset.name })) };
  },
};
