import { EVERYWHERE, placeOfChannel, placeOfStore, type Place } from '../audit/on-record';
import type { CallContext } from '../handler';
import { readStores } from '../repository/stores';
import type { InviteDocument, ShareDocument } from './documents';

/** Where the audit tells of an invitation: in each of its stores, or, of an owner's, in none of them. */
export async function placesOfInvite(
  { database }: Pick<CallContext, 'database'>,
  { storeIds }: Pick<InviteDocument, 'storeIds'>,
): Promise<readonly Place[]> {
  return orEverywhere((await readStores(database, storeIds)).map(placeOfStore));
}

/** Where the audit tells of a share: at each of its cameras. */
export async function placesOfShare(
  { channels }: Pick<CallContext, 'channels'>,
  { channelIds }: Pick<ShareDocument, 'channelIds'>,
): Promise<readonly Place[]> {
  return orEverywhere((await channels.read(channelIds)).map(placeOfChannel));
}

/** What is about nothing that is there any more is told all the same. */
const orEverywhere = (places: readonly Place[]): readonly Place[] => (places.length > 0 ? places : [EVERYWHERE]);
