import type { StoreId } from '../../../typings/contract/domain';
import type { ChannelDocument } from '../documents';
import { CallError } from '../errors';
import type { Services } from '../services';
import { findOpenStore, findStore } from '../stores/find-store';
import { changeCamera, placeAsNamed, placeIn } from './change';

type Moving = Pick<Services, 'database' | 'shares'> & { readonly now: number };

/**
 * Hangs a camera in another store, which has to be open. Its shares end before, so that nobody sees it there by one
 * of them; whoever makes another meanwhile needs the right to share it there when it is opened.
 */
export async function moveCamera(
  { database, shares, now }: Moving,
  { _id, storeId: from }: ChannelDocument,
  to: StoreId,
): Promise<void> {
  await findOpenStore(database, to);
  await shares.revokeOf([_id], now);
  await database.collection('placements').update({ _id }, { storeId: to });
  const moved = await changeCamera(database, _id, async (seen) => placeIn(await findOpenStore(database, to), seen));
  if (!moved) throw new CallError('not-found', 'no such camera');
  await database.collection('watchings').update({ channelId: _id }, { storeId: to });
  await settle({ database, _id, from, to });
}

/** The store may have been archived or renamed in between: who archives looks for cameras after, too. */
async function settle({ database, _id, from, to }: SettledMove): Promise<void> {
  const { archivedAt } = await findStore(database, to);
  const backTo = archivedAt === 0 ? to : from;
  await changeCamera(database, _id, async (seen) =>
    seen.storeId === to ? placeAsNamed(database, { ...seen, storeId: backTo }) : null,
  );
  if (archivedAt !== 0) throw new CallError('conflict', 'the store was archived meanwhile');
}

interface SettledMove extends Pick<Moving, 'database'> {
  readonly _id: string;
  readonly from: StoreId;
  readonly to: StoreId;
}
