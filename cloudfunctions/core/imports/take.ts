import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import { onWideRecord, placeOfChannel } from '../audit/on-record';
import { changeCamera, placeAsNamed } from '../cameras/change';
import { forgetCameras } from '../cameras/forget-cameras';
import { addNew, type Database } from '../database';
import type { AccountDocument, ChannelDocument, StoreDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { inParallel } from '../in-parallel';
import { noSuchStore } from '../people/refusals';
import { readStores } from '../repository/stores';
import { keepOpen } from '../stores/archive';
import type { OfferDocument } from './documents';
import { newChannels, type Newcomer } from './new-channel';
import { storeCalled } from './to-shown';

const WRITES_AT_ONCE = 8;

export interface OfferWish {
  readonly id: ChannelId;
  /** Of a new camera, where it is to hang; the store of its vendor's own one's name when left out. */
  readonly storeId?: StoreId;
}

/** What is to be done, by kind; offers that are none any more stand in no list. */
interface Taking {
  readonly added: readonly ChannelDocument[];
  readonly renamed: readonly { readonly channel: ChannelDocument; readonly name: string }[];
  readonly gone: readonly ChannelDocument[];
  /** Offers whose camera came in by an earlier try. */
  readonly done: readonly ChannelId[];
}

/** Takes offers of an account, kind by kind, each on record. Whatever fails on the way may be taken again. */
export async function takeOffers(
  context: CallContext,
  account: AccountDocument,
  wishes: readonly OfferWish[],
): Promise<readonly ChannelId[]> {
  const { database, now } = context;
  const { added, renamed, gone, done } = await plan(context, account, wishes);
  const settle = (ids: readonly ChannelId[]) => database.collection('offers').remove({ _id: { in: ids } });
  const idsOf = (channels: readonly ChannelDocument[]): readonly ChannelId[] => channels.map(({ _id }) => _id);

  await recorded(context, { kind: 'new', channels: added }, async () => {
    await inParallel(added, WRITES_AT_ONCE, (channel) => addNew(database.collection('channels'), channel));
    await keepOpen(database, [...new Set(added.map(({ storeId }) => storeId))]);
    await settle(idsOf(added));
  });
  const channels = renamed.map(({ channel }) => channel);
  await recorded(context, { kind: 'renamed', channels }, async () => {
    await inParallel(renamed, WRITES_AT_ONCE, ({ channel, name }) => rename(database, channel, name));
    await settle(idsOf(channels));
  });
  await recorded(context, { kind: 'gone', channels: gone }, () => forgetCameras(database, idsOf(gone), now));
  if (done.length > 0) await settle(done);
  return [...idsOf(added), ...done, ...idsOf(channels), ...idsOf(gone)];
}

async function recorded(
  context: CallContext,
  { kind, channels }: { readonly kind: OfferDocument['kind']; readonly channels: readonly ChannelDocument[] },
  work: () => Promise<void>,
): Promise<void> {
  if (channels.length === 0) return;
  const places = channels.map(placeOfChannel);
  await onWideRecord(context, { action: 'offer.take', places, detail: kind }, work);
}

async function plan(
  { database, drivers, now }: CallContext,
  account: AccountDocument,
  wishes: readonly OfferWish[],
): Promise<Taking> {
  const ids = { where: { _id: { in: wishes.map(({ id }) => id) } }, limit: wishes.length };
  const [found, known, stores] = await Promise.all([
    database.collection('offers').find(ids),
    database.collection('channels').find(ids),
    readStores(database, null),
  ]);
  const offers = found.filter(({ accountId }) => accountId === account._id);
  const channels = new Map(known.map((channel) => [channel._id, channel]));
  const wished = new Map(wishes.map(({ id, storeId }) => [id, storeId]));
  const fresh = offers.filter(({ _id, kind }) => kind === 'new' && !channels.has(_id));
  const newcomers = fresh.flatMap((offer): Newcomer[] => {
    const { told, listedAt: toldAt } = offer;
    return told ? [{ told, toldAt, store: placeOf(offer, wished.get(offer._id), stores) }] : [];
  });
  const standing = offers.flatMap((offer) => {
    const channel = channels.get(offer._id);
    return channel ? [{ offer, channel }] : [];
  });
  return {
    added: newcomers.length === 0 ? [] : newChannels(newcomers, { account, driver: await drivers(account._id), now }),
    renamed: standing.flatMap(({ offer: { kind, newName }, channel }) =>
      kind === 'renamed' && newName !== null ? [{ channel, name: newName }] : [],
    ),
    // One that was listed again since is there.
    gone: standing.flatMap(({ offer, channel }) =>
      offer.kind === 'gone' && channel.listedAt < offer.listedAt ? [channel] : [],
    ),
    done: standing.flatMap(({ offer: { _id, kind } }) => (kind === 'new' ? [_id] : [])),
  };
}

function placeOf(offer: OfferDocument, wished: StoreId | undefined, stores: readonly StoreDocument[]): StoreDocument {
  const storeId = wished ?? storeCalled(offer.group, stores);
  if (storeId === null) throw new CallError('invalid-argument', 'a new camera needs a store');
  const store = stores.find(({ _id }) => _id === storeId);
  if (!store) throw noSuchStore();
  if (store.archivedAt > 0) throw new CallError('conflict', 'the store is archived');
  return store;
}

async function rename(database: Database, { _id }: ChannelDocument, name: string): Promise<void> {
  await changeCamera(database, _id, async (seen) => ({
    ...(await placeAsNamed(database, { ...seen, name })),
    vendorName: name,
  }));
}
