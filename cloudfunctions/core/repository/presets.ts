import type { ChannelId } from '../../../typings/contract/domain';
import { addNew, PAGE, type Database } from '../database';

/** The names that people gave to views. */
export interface PresetNames {
  /** By the vendor's ids of the views. */
  read(channelId: ChannelId): Promise<ReadonlyMap<string, string>>;
  write(channelId: ChannelId, presetId: string, name: string): Promise<void>;
  remove(channelId: ChannelId, presetId: string): Promise<void>;
}

export function createPresetNames(database: Database): PresetNames {
  const presets = database.collection('presets');
  const idOf = (channelId: ChannelId, presetId: string): string => `${channelId}/${presetId}`;
  return {
    async read(channelId) {
      const found = await presets.find({ where: { channelId }, limit: PAGE });
      return new Map(found.map(({ presetId, name }) => [presetId, name]));
    },
    async write(channelId, presetId, name) {
      const _id = idOf(channelId, presetId);
      if (await addNew(presets, { _id, channelId, presetId, name })) return;
      await presets.update({ _id }, { name }); // the vendor gives an id that has become free to the next view
    },
    async remove(channelId, presetId) {
      await presets.remove({ _id: idOf(channelId, presetId) });
    },
  };
}
