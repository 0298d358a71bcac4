import type { StoreId } from '../../../typings/contract/domain';
import type { Offer } from '../../../typings/contract/upkeep';
import type { Database } from '../database';
import type { StoreDocument } from '../documents';
import { readStores } from '../repository/stores';
import type { OfferDocument } from './documents';

/** What an owner sees of these offers, at most 1000: where a camera hangs now, and where a new one might. */
export async function toOffers(database: Database, documents: readonly OfferDocument[]): Promise<readonly Offer[]> {
  const ids = documents.filter(({ kind }) => kind !== 'new').map(({ _id }) => _id);
  const known = ids.length === 0 ? [] : await database.collection('channels').find(anyOf(ids));
  const channels = new Map(known.map((channel) => [channel._id, channel]));
  const grouped = documents.some(({ group }) => group !== null);
  const stores = grouped ? await readStores(database, null) : [];
  return documents.flatMap((document): Offer[] => {
    const { _id: id, kind, label, reachability, group, newName } = document;
    const common = { id, label, offline: reachability === 'offline' };
    if (kind === 'new') return [{ ...common, kind, name: document.name, group, storeId: storeCalled(group, stores) }];
    const channel = channels.get(id);
    if (!channel) return []; // it went meanwhile, and its offer goes with the next listing
    const { name, storeId } = channel;
    return [kind === 'gone' ? { ...common, kind, name, storeId } : renamed({ ...common, name, storeId, newName })];
  });
}

const anyOf = (ids: readonly string[]) => ({ where: { _id: { in: ids } }, limit: ids.length });

function renamed({ newName, ...rest }: Omit<Offer, 'kind'> & { storeId: StoreId; newName: string | null }): Offer {
  return { ...rest, kind: 'renamed', newName: newName ?? rest.name };
}

/** The one open store by the name of a vendor's own; null where there is none, or several. */
export function storeCalled(group: string | null, stores: readonly StoreDocument[]): StoreId | null {
  const name = group?.trim() ?? '';
  const found = stores.filter((store) => store.archivedAt === 0 && store.name === name);
  return found.length === 1 ? (found[0]?._id ?? null) : null;
}
