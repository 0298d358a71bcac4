import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { assertPast, videosOf } from './looking-back';
import { endsWithin, id, instant, namePart } from './schemas';

const LONGEST_MS = 366 * 86_400_000;
const MOST_PAGES = 1000;

/** Recordings that the vendor keeps under names, a page at a time. */
export const videoList: Handler<'video.list'> = {
  input: v.pipe(
    v.strictObject({
      channelId: id,
      from: instant,
      to: instant,
      name: v.exactOptional(namePart),
      page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PAGES)),
    }),
    v.forward(endsWithin(LONGEST_MS), ['to']),
  ),
  access: 'members',

  async run({ channelId, ...query }, context) {
    const { channel, driver } = await context.reach(channelId, 'playback');
    assertPast(query.from, context);
    return videosOf(driver).list(channel.address, query);
  },
};
