import * as v from 'valibot';
import type { InputOf } from '../../../typings/contract/calls';
import { onWideRecord, placeOfStore } from '../../core/audit/on-record';
import { DuplicateDocument, PAGE } from '../../core/database';
import type { StoreDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { readStores } from '../../core/repository/stores';
import { key } from '../../core/schemas';
import { findStore } from '../../core/stores/find-store';
import { storeAddress, storeName, zone } from '../../core/stores/schemas';
import { toManagedStore } from '../../core/stores/to-managed';
import { wishIdOf } from '../../core/wish-id';

type Wish = InputOf<'store.create'>;

export const storeCreate: Handler<'store.create'> = {
  input: v.strictObject({ name: storeName, address: storeAddress, zone, requestKey: key }),
  access: 'members',

  async run(wish, context) {
    assertOwner(context.grants);
    const { database } = context;
    const _id = wishIdOf('store', context.person, wish.requestKey);
    const known = await database.collection('stores').get(_id);
    const store = known ?? (await add(context, _id, wish));
    return toManagedStore(database, sameWish(store, wish));
  },
};

/** The new store follows all others. */
async function add(context: CallContext, _id: string, wish: Wish): Promise<StoreDocument> {
  const { database } = context;
  const stores = await readStores(database, null);
  if (stores.length >= PAGE) throw new CallError('unsupported', `there are no more than ${PAGE} stores`);
  const order = Math.max(-1, ...stores.map((store) => store.order)) + 1;
  const store = { _id, name: wish.name, address: wish.address, zone: wish.zone, order, archivedAt: 0 };
  const deed = { action: 'store.create', places: [placeOfStore(store)], subject: _id } as const;
  return onWideRecord(context, deed, async () => {
    try {
      await database.collection('stores').add([store]);
      return store;
    } catch (error) {
      if (!(error instanceof DuplicateDocument)) throw error;
      return findStore(database, _id); // the same request was faster
    }
  });
}

/** The same key with another wish would hide that nothing was made of it. */
function sameWish(store: StoreDocument, { name, address, zone: wanted }: Wish): StoreDocument {
  const isSame = store.name === name && store.address === address && store.zone === wanted;
  if (!isSame) throw new CallError('conflict', 'that key was used for another store');
  return store;
}
