import * as v from 'valibot';
import type { Span } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { dayIn, dayOf, offsetsIn } from '../../core/zoned-day';
import { assertPast, videosOf } from './looking-back';
import { day, id, namePart } from '../../core/schemas';

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;
const MOST_PAGES = 1000;

/** Recordings that the vendor keeps under names, a page at a time. */
export const videoList: Handler<'video.list'> = {
  input: v.strictObject({
    channelId: id,
    days: v.exactOptional(v.strictObject({ first: day, last: day })),
    name: v.exactOptional(namePart),
    page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PAGES)),
  }),
  access: 'members',

  async run({ channelId, days, ...query }, context) {
    const { now } = context;
    const { channel, driver } = await context.reach(channelId, 'playback');
    const videos = videosOf(driver);
    const zone = await context.zones(channel.storeId);
    const asked = days ? daysIn(zone, days) : daysUntil(zone, now);
    assertPast(asked.from, context);
    const span = { from: asked.from, to: Math.max(asked.from + 1, Math.min(asked.to, now)) };
    const page = await videos.list(channel.address, { ...span, ...query });
    return { ...page, offsets: offsetsIn(zone, { from: asked.from, to: Math.max(asked.to, now) }) };
  },
};

function daysIn(zone: string, { first, last }: { readonly first: string; readonly last: string }): Span {
  const { from } = dayIn(zone, first);
  const { to } = dayIn(zone, last);
  // Clocks that went forward or back make the whole longer or shorter than so many days of 24 hours.
  const days = Math.round((to - from) / DAY_MS);
  if (first > last || days > MOST_DAYS) throw new CallError('invalid-argument', 'bad span of days');
  return { from, to };
}

function daysUntil(zone: string, now: number): Span {
  const { from } = dayIn(zone, dayOf(zone, now - (MOST_DAYS - 1) * DAY_MS));
  return { from, to: now };
}
