import * as v from 'valibot';
import { controlOf } from '../../core/abilities';
import type { Handler } from '../../core/handler';
import { id } from '../../core/schemas';

/** What the camera's vendor offers, and what of it this camera can do, as far as the vendor can be asked. */
export const channelAbilities: Handler<'channel.abilities'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await context.reach(channelId, null);
    const { recordings, clips, videos } = driver;
    return {
      lookBack: recordings ? { places: recordings.places, speeds: recordings.speeds } : null,
      clips: clips ? { places: clips.places, longestMs: clips.longestMs, format: clips.format } : null,
      videos: videos !== undefined,
      control: controlOf(driver, await context.readAbilities(channel, driver)),
    };
  },
};
