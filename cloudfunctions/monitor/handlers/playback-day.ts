import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { segmentsIn } from '../../core/segments';
import { dayIn, dayOf } from '../../core/zoned-day';
import { assertPast, reachRecordings } from './looking-back';
import { day, id, place } from './schemas';

/** One day as the store's clocks count it, and what was recorded then. */
export const playbackDay: Handler<'playback.day'> = {
  input: v.strictObject({ channelId: id, place, day: v.exactOptional(day) }),
  access: 'members',

  async run({ day, ...wanted }, context) {
    const { now } = context;
    const { channel, recordings } = await reachRecordings(context, wanted);
    const zone = await context.zones(channel.storeId);
    const bounds = dayIn(zone, day ?? dayOf(zone, now));
    assertPast(bounds.from, context);
    const past = { from: bounds.from, to: Math.min(bounds.to, now) };
    const { place } = wanted;
    const found = past.from < past.to ? await recordings.list(channel.address, { place, ...past }) : [];
    return { ...bounds, segments: segmentsIn(past, found), now };
  },
};
