import * as v from 'valibot';
import { onWideRecord, placeOfStore } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { assertManages } from '../../core/people/refusals';
import { id } from '../../core/schemas';
import { alignCameras } from '../../core/stores/align-cameras';
import { findStore } from '../../core/stores/find-store';
import { keepHours } from '../../core/stores/keep-hours';
import { storeAddress, storeName, zone } from '../../core/stores/schemas';
import { toManagedStore } from '../../core/stores/to-managed';

const FIELDS = ['name', 'address', 'zone'] as const;

/** The store itself is written first: who tries again after a fault finishes what follows from it. */
export const storeEdit: Handler<'store.edit'> = {
  input: v.strictObject({
    storeId: id,
    name: v.exactOptional(storeName),
    address: v.exactOptional(storeAddress),
    zone: v.exactOptional(zone),
  }),
  access: 'members',

  async run({ storeId, ...change }, context) {
    const { database, grants } = context;
    assertManages(grants, storeId);
    const store = await findStore(database, storeId);
    const news = FIELDS.filter((field) => change[field] !== undefined && change[field] !== store[field]);
    const detail = news.map((field) => change[field]).join(' · ');
    const deed = { action: 'store.edit', places: [placeOfStore(store)], ...(detail !== '' && { detail }) } as const;
    await onWideRecord(context, deed, async () => {
      if (Object.keys(change).length > 0) await database.collection('stores').update({ _id: storeId }, change);
      if (change.name !== undefined) await alignCameras(database, storeId);
      if (change.zone !== undefined) await keepHours(context, storeId);
    });
    return toManagedStore(database, await findStore(database, storeId));
  },
};
