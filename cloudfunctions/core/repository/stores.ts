import type { StoreId, StoreSummary } from '../../../typings/contract/domain';
import type { Database, Where } from '../database';
import { PAGE } from '../database';
import type { ChannelDocument, StoreDocument } from '../documents';
import type { Scope } from '../rights';
import { filterOf } from './channel-filter';

type Tally = Pick<StoreSummary, 'channels' | 'online' | 'offline'>;

const EMPTY: Tally = { channels: 0, online: 0, offline: 0 };

/** All stores, or those named, in their order; at most 1000. */
export async function readStores(
  database: Database,
  ids: readonly StoreId[] | null,
): Promise<readonly StoreDocument[]> {
  if (ids?.length === 0) return [];
  const where = ids ? { _id: { in: ids } } : {};
  return database.collection('stores').find({ where, sort: ['order', '_id'], limit: PAGE });
}

/**
 * The open stores of a scope with counts of the channels in it, in two operations. A store known only through single
 * cameras counts only those.
 */
export async function listStores(database: Database, scope: Scope): Promise<readonly StoreSummary[]> {
  const tallying = tallyStores(database, filterOf(scope, {}));
  if (scope.kind === 'some' && scope.channelIds.length > 0) {
    const tallies = await tallying;
    return summarise(await readStores(database, [...new Set([...scope.storeIds, ...tallies.keys()])]), tallies);
  }
  const reading = readStores(database, scope.kind === 'everything' ? null : scope.storeIds);
  const [stores, tallies] = await Promise.all([reading, tallying]);
  return summarise(stores, tallies);
}

async function tallyStores(
  database: Database,
  anyOf: readonly Where<ChannelDocument>[],
): Promise<ReadonlyMap<StoreId, Tally>> {
  if (anyOf.length === 0) return new Map();
  const tallies = new Map<StoreId, Tally>();
  for (const row of await database.collection('channels').countBy(anyOf, ['storeId', 'reachability'])) {
    const { channels, online, offline } = tallies.get(row.storeId) ?? EMPTY;
    tallies.set(row.storeId, {
      channels: channels + row.count,
      online: online + (row.reachability === 'online' ? row.count : 0),
      offline: offline + (row.reachability === 'offline' ? row.count : 0),
    });
  }
  return tallies;
}

function summarise(stores: readonly StoreDocument[], tallies: ReadonlyMap<StoreId, Tally>): readonly StoreSummary[] {
  return stores
    .filter(({ archivedAt }) => archivedAt === 0)
    .map(({ _id, name, zone }) => ({ id: _id, name, zone, ...(tallies.get(_id) ?? EMPTY) }));
}
