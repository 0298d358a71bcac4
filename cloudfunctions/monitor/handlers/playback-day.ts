import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { cutTo, stretchesAt } from '../../core/shared-past';
import { dayIn, dayOf } from '../../core/zoned-day';
import { assertPast, listSegments, recordingsOf } from './looking-back';
import { day, id, place } from '../../core/schemas';

/** One day as the store's clocks count it, and what was recorded then, as far as the vendor says and the caller may know. */
export const playbackDay: Handler<'playback.day'> = {
  input: v.strictObject({ channelId: id, place, day: v.exactOptional(day) }),
  access: 'members',

  async run({ channelId, place, day }, context) {
    const { now } = context;
    const { channel, driver, bounds: shared } = await context.reachPast(channelId);
    const stretches = stretchesAt(shared, place);
    // Who only cuts clips lists nothing, yet the phone needs the day's bounds to choose one.
    const clipsOnly = driver.recordings === undefined && driver.clips?.places.includes(place);
    const recordings = clipsOnly ? null : recordingsOf(driver, place);
    const zone = await context.zones(channel.storeId);
    const bounds = dayIn(zone, day ?? dayOf(zone, now));
    assertPast(bounds.from, context);
    const past = { from: bounds.from, to: Math.min(bounds.to, now) };
    const segments = recordings ? await listSegments({ channel, recordings }, place, cutTo(stretches, past)) : [];
    return { ...bounds, segments, now };
  },
};
