import type { ChannelId } from '../../../typings/contract/domain';
import { channelIdOf } from '../channel-id';
import type { Database } from '../database';
import type { ChannelDocument } from '../documents';
import type { Clock, Driver } from '../ports';
import type { ShelfBase } from './absorb';
import { keepOffers } from './offers';
import { goneOffer } from './to-offer';

/** As many as a vendor is asked about at once. */
const AT_ONCE = 30;

export interface Settling {
  readonly database: Database;
  readonly clock: Pick<Clock, 'now'>;
  readonly driver: Driver;
  readonly shelf: ShelfBase;
  /** Epoch ms after which no more is begun. */
  readonly endAt: number;
}

/**
 * What a whole listing has not told of is gone, unless its vendor knows it when asked: a list that changes while it is
 * read leaves some out. Null when time was up; otherwise how many were removed.
 */
export async function settleGone({ database, clock, driver, shelf, endAt }: Settling): Promise<number | null> {
  const { accountId, listedAt } = shelf;
  let removed = 0;
  for (let after = ''; ;) {
    const where = { accountId, listedAt: { below: listedAt }, _id: { above: after } };
    const unseen = await database.collection('channels').find({ where, sort: ['_id'], limit: AT_ONCE });
    const last = unseen.at(-1);
    if (!last) break;
    if (clock.now() >= endAt) return null;
    const states = await driver.readStatus(unseen.map(({ address }) => address));
    const there = new Set(states.map(({ address }) => channelIdOf(accountId, address)));
    await stamp(database, [...there], listedAt);
    const gone = unseen.filter(({ _id }) => !there.has(_id));
    if (shelf.inbox) removed += await removeGone(database, gone);
    else
      await keepOffers(
        database,
        gone.map((channel) => goneOffer(channel, listedAt)),
      );
    after = last._id;
  }
  if (!shelf.inbox) await database.collection('offers').remove({ accountId, listedAt: { below: listedAt } });
  return removed;
}

async function stamp(database: Database, ids: readonly ChannelId[], listedAt: number): Promise<void> {
  if (ids.length > 0) await database.collection('channels').update({ _id: { in: ids } }, { listedAt });
}

/** Remembers where each one hung, so that it returns there when its vendor lists it again. */
async function removeGone(database: Database, gone: readonly ChannelDocument[]): Promise<number> {
  if (gone.length === 0) return 0;
  const ids = { _id: { in: gone.map(({ _id }) => _id) } };
  const placements = database.collection('placements');
  await placements.remove(ids);
  await placements.add(gone.map(({ _id, accountId, storeId }) => ({ _id, accountId, storeId, notedAt: 0 })));
  return database.collection('channels').remove(ids);
}
