import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { segmentsIn } from '../../core/segments';
import { dayIn, dayOf } from '../../core/zoned-day';
import { assertPast, recordingsOf } from './looking-back';
import { day, id, place } from '../../core/schemas';

/** One day as the store's clocks count it, and what was recorded then, as far as the vendor says. */
export const playbackDay: Handler<'playback.day'> = {
  input: v.strictObject({ channelId: id, place, day: v.exactOptional(day) }),
  access: 'members',

  async run({ channelId, place, day }, context) {
    const { now } = context;
    const { channel, driver } = await context.reach(channelId, 'playback');
    // Who only cuts clips lists nothing, yet the phone needs the day's bounds to choose one.
    const clipsOnly = driver.recordings === undefined && driver.clips?.places.includes(place);
    const recordings = clipsOnly ? null : recordingsOf(driver, place);
    const zone = await context.zones(channel.storeId);
    const bounds = dayIn(zone, day ?? dayOf(zone, now));
    assertPast(bounds.from, context);
    const past = { from: bounds.from, to: Math.min(bounds.to, now) };
    const asks = recordings !== null && past.from < past.to;
    const found = asks ? await recordings.list(channel.address, { place, ...past }) : [];
    return { ...bounds, segments: segmentsIn(past, found), now };
  },
};
