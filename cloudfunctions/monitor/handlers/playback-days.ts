import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { segmentsIn } from '../../core/segments';
import { overlapOf } from '../../core/spans';
import { daysOfMonth, isMonth } from '../../core/zoned-day';
import { assertPast, reachRecordings } from './looking-back';
import { id, place } from '../../core/schemas';

/** For a calendar: the days of a month on which anything was recorded. */
export const playbackDays: Handler<'playback.days'> = {
  input: v.strictObject({ channelId: id, place, month: v.pipe(v.string(), v.check(isMonth)) }),
  access: 'members',

  async run({ month, ...wanted }, context) {
    const { channel, recordings } = await reachRecordings(context, wanted);
    const days = daysOfMonth(await context.zones(channel.storeId), month);
    const [from = 0, to = 0] = [days[0]?.from, days.at(-1)?.to];
    assertPast(from, context);
    const past = { from, to: Math.min(to, context.now) };
    const { place } = wanted;
    const found = past.from < past.to ? await recordings.list(channel.address, { place, ...past }) : [];
    const segments = segmentsIn(past, found);
    const hasAny = (day: (typeof days)[number]) => segments.some((segment) => overlapOf(segment, day) !== null);
    return { days: days.filter(hasAny).map(({ day }) => day) };
  },
};
