import type { StoreGrant } from '../../typings/contract/people';
import type { Database } from './database';
import type { Grant, StoreDocument, StoreGrantDocument } from './documents';
import { rightsOfStoreGrant } from './grants';
import { readStores } from './repository/stores';

/** What somebody may do in single stores, in the stores' order; at most one operation. */
export async function describeGrants(database: Database, grants: readonly Grant[]): Promise<readonly StoreGrant[]> {
  const ofStores = storeGrantsOf(grants);
  const stores = await readStores(
    database,
    ofStores.map(({ storeId }) => storeId),
  );
  return describeStoreGrants(ofStores, stores);
}

export function storeGrantsOf(grants: readonly Grant[]): readonly StoreGrantDocument[] {
  return grants.flatMap((grant) => (grant.role === 'manager' || grant.role === 'staff' ? [grant] : []));
}

/** Those in the given stores, in their order. */
export function describeStoreGrants(
  grants: readonly StoreGrantDocument[],
  stores: readonly StoreDocument[],
): readonly StoreGrant[] {
  return stores.flatMap(({ _id, name }) =>
    grants
      .filter(({ storeId }) => storeId === _id)
      .map((grant) => ({
        storeId: _id,
        storeName: name,
        role: grant.role,
        rights: rightsOfStoreGrant(grant),
        hours: grant.hours ? { from: grant.hours.from, to: grant.hours.to } : null,
      })),
  );
}
