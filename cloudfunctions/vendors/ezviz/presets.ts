import * as v from 'valibot';
import type { Presets } from '../../core/capabilities';
import { idText } from '../../core/reply-fields';
import type { EzvizClient } from './client';
import { channelFields } from './wire';

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

/** Views that a camera remembers, by an index of its own. */
export function createPresets({ read, command, commandData }: EzvizClient): Presets {
  return {
    list: async (address) => (await read('/api/service/device/preset/list', channelFields(address), presetRows)).data,

    async add(address) {
      const { index } = await commandData('device/preset/add', channelFields(address), { schema: addedPreset });
      return { id: index, name: null };
    },

    async move(address, id) {
      await command('device/preset/move', { ...channelFields(address), index: id }, { outcomes: [ALREADY_THERE] });
    },

    async clear(address, id) {
      await command('device/preset/clear', { ...channelFields(address), index: id });
    },
  };
}
