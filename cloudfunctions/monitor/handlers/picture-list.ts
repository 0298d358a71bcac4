import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { onRecord } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { offered } from './doing';
import { takenAtOf } from './picture-name';
import { endsWithin, id, instant } from '../../core/schemas';

const LONGEST_MS = 366 * 86_400_000;
const MOST_PAGES = 1000;

/** Stills that the vendor keeps, a page at a time. */
export const pictureList: Handler<'picture.list'> = {
  input: v.pipe(
    v.strictObject({
      channelId: id,
      from: instant,
      to: instant,
      page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PAGES)),
    }),
    v.forward(endsWithin(LONGEST_MS), ['to']),
  ),
  access: 'members',

  async run({ channelId, from, to, page }, context) {
    const { channel, driver } = await context.reach(channelId, 'capture');
    const kept = offered(driver.pictures, 'gallery');
    const past = { place: 'cloud', from, to } as const;
    const { pictures, pages } = await onRecord(
      context,
      { id: randomUUID(), action: 'picture.list', channel, past },
      () => kept.list(channel.address, { from, to }, page),
    );
    return {
      pictures: pictures.map(({ name, takenAt, bytes, url }) => ({
        ...{ id: name, takenAt: takenAtOf(name) ?? takenAt },
        ...{ bytes, url },
      })),
      pages,
    };
  },
};
