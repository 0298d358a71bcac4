import { chinaTime, endOfChinaDay } from '../china-time';
import { addNew, type Database } from '../database';
import { CallError } from '../errors';

interface Capture {
  readonly accountId: string;
  /** How many covers of an account may be captured in a day. */
  readonly most: number;
  readonly now: number;
}

/**
 * Counts a capture at a vendor that counts them by the day, before it is made; `vendor-quota` until tomorrow when the
 * account has had its share. All instances count together.
 */
export async function countCapture(database: Database, { accountId, most, now }: Capture): Promise<void> {
  const limits = database.collection('limits');
  const _id = `captures/${accountId}/${chinaTime(now).slice(0, 10)}`;
  for (;;) {
    const seen = await limits.get(_id);
    const tries = seen?.tries ?? 0;
    if (tries >= most) throw usedUp(now);
    const isCounted = seen
      ? (await limits.update({ _id, tries }, { tries: tries + 1 })) === 1
      : await addNew(limits, { _id, tries: 1, since: now });
    if (isCounted) return;
  }
}

const usedUp = (now: number): CallError =>
  new CallError('vendor-quota', 'the covers of today are used up', { retryAt: endOfChinaDay(now) });
