import * as v from 'valibot';
import type { Presets } from '../../core/capabilities';
import { idText } from '../../core/reply-fields';
import type { ChannelAddress } from '../../core/ports';
import type { EzvizClient } from './client';

const ALREADY_THERE = '60010';

const addedPreset = v.looseObject({ index: idText });

/** Newer than the other preset calls, and told by public clients only: they differ in the names of its fields. */
const presetRow = v.pipe(
  v.looseObject({
    index: v.nullish(idText),
    presetIndex: v.nullish(idText),
    name: v.nullish(v.string()),
    presetName: v.nullish(v.string()),
  }),
  v.check(({ index, presetIndex }) => (index ?? presetIndex ?? null) !== null, 'a preset without its index'),
  v.transform(({ index, presetIndex, name, presetName }) => ({
    id: index ?? presetIndex ?? '',
    name: name || presetName || null,
  })),
);
const presetRows = v.pipe(
  v.nullish(v.array(presetRow)),
  v.transform((rows) => rows ?? []),
);

const channel = ({ deviceId, channelId }: ChannelAddress) => ({ deviceSerial: deviceId, channelNo: channelId });

/** Views that a camera remembers, by an index of its own. */
export function createPresets({ read, command, order }: EzvizClient): Presets {
  return {
    list: async (address) => (await read('/api/service/device/preset/list', channel(address), presetRows)).data,

    async add(address) {
      const { index } = await order('device/preset/add', channel(address), addedPreset);
      return { id: index, name: null };
    },

    async move(address, id) {
      await command('device/preset/move', { ...channel(address), index: id }, { outcomes: [ALREADY_THERE] });
    },

    async clear(address, id) {
      await command('device/preset/clear', { ...channel(address), index: id });
    },
  };
}
