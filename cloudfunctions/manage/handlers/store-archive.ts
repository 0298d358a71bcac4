import * as v from 'valibot';
import { onWideRecord, placeOfStore } from '../../core/audit/on-record';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';
import { archiveStore, restoreStore } from '../../core/stores/archive';
import { findStore } from '../../core/stores/find-store';

export const storeArchive: Handler<'store.archive'> = {
  input: v.strictObject({ storeId: id }),
  access: 'members',

  async run({ storeId }, context) {
    const { database, grants, now } = context;
    assertOwner(grants);
    const place = placeOfStore(await findStore(database, storeId));
    await onWideRecord(context, { action: 'store.archive', places: [place] }, () =>
      archiveStore(database, storeId, now),
    );
    return null;
  },
};

export const storeRestore: Handler<'store.restore'> = {
  input: v.strictObject({ storeId: id }),
  access: 'members',

  async run({ storeId }, context) {
    const { database, grants } = context;
    assertOwner(grants);
    const place = placeOfStore(await findStore(database, storeId));
    await onWideRecord(context, { action: 'store.restore', places: [place] }, () => restoreStore(database, storeId));
    return null;
  },
};
