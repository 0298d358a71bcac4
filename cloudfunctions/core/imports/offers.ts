import type { ChannelId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import type { OfferDocument } from './documents';

/**
 * Keeps what a listing offers, at most 500 offers; those that stand already are only found to be still so. Tells how
 * many of them the same listing had told of before.
 */
export async function keepOffers(database: Database, wanted: readonly OfferDocument[]): Promise<number> {
  const [first] = wanted;
  if (!first) return 0;
  const { listedAt } = first;
  const offers = database.collection('offers');
  const ids = { _id: { in: wanted.map(({ _id }) => _id) } };
  const standing = new Map(
    (await offers.find({ where: ids, limit: wanted.length })).map((offer) => [offer._id, offer]),
  );
  const isStanding = (offer: OfferDocument): boolean => isSame(standing.get(offer._id), offer);
  const same = wanted.filter(isStanding).map(({ _id }) => _id);
  const others = wanted.filter((offer) => !isStanding(offer));
  if (same.length > 0) await offers.update({ _id: { in: same } }, { listedAt });
  await replace(database, others, standing);
  return [...standing.values()].filter((offer) => offer.listedAt === listedAt).length;
}

async function replace(
  database: Database,
  wanted: readonly OfferDocument[],
  standing: ReadonlyMap<ChannelId, OfferDocument>,
): Promise<void> {
  if (wanted.length === 0) return;
  const old = wanted.map(({ _id }) => _id).filter((id) => standing.has(id));
  if (old.length > 0) await database.collection('offers').remove({ _id: { in: old } });
  await database.collection('offers').add(wanted);
  await dropTaken(database, wanted);
}

/** Whoever brought a camera in a moment before found no offer of it to take away. */
async function dropTaken(database: Database, added: readonly OfferDocument[]): Promise<void> {
  const ids = added.filter(({ kind }) => kind === 'new').map(({ _id }) => _id);
  if (ids.length === 0) return;
  const here = await database.collection('channels').find({ where: { _id: { in: ids } }, limit: ids.length });
  if (here.length === 0) return;
  await database.collection('offers').remove({ _id: { in: here.map(({ _id }) => _id) }, kind: 'new' });
}

function isSame(standing: OfferDocument | undefined, wanted: OfferDocument): boolean {
  return standing !== undefined && JSON.stringify(essenceOf(standing)) === JSON.stringify(essenceOf(wanted));
}

/** Everything but when it was listed, in one order. */
function essenceOf({ kind, newName, label, sort, reachability, told }: OfferDocument): readonly unknown[] {
  const { deviceId, channelId, groupId } = told?.address ?? {};
  return [kind, newName, label, sort, reachability, deviceId, channelId, groupId, told?.qualities];
}
