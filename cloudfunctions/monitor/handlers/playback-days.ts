import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { cutTo } from '../../core/shared-past';
import { overlapOf } from '../../core/spans';
import { daysOfMonth, isMonth } from '../../core/zoned-day';
import { assertPast, listSegments, reachRecordings } from './looking-back';
import { id, place } from '../../core/schemas';

/** For a calendar: the days of a month on which anything was recorded. */
export const playbackDays: Handler<'playback.days'> = {
  input: v.strictObject({ channelId: id, place, month: v.pipe(v.string(), v.check(isMonth)) }),
  access: 'members',

  async run({ month, ...wanted }, context) {
    const { stretches, ...reached } = await reachRecordings(context, wanted);
    const days = daysOfMonth(await context.zones(reached.channel.storeId), month);
    const [from = 0, to = 0] = [days[0]?.from, days.at(-1)?.to];
    assertPast(from, context);
    const past = { from, to: Math.min(to, context.now) };
    const segments = await listSegments(reached, wanted.place, cutTo(stretches, past));
    const hasAny = (day: (typeof days)[number]) => segments.some((segment) => overlapOf(segment, day) !== null);
    return { days: days.filter(hasAny).map(({ day }) => day) };
  },
};
