import type { StoreId } from '../../../typings/contract/domain';
import type { Grant } from '../documents';
import type { Services } from '../services';
import { findStore } from './find-store';

/** Lets the hours of everybody in a store go by the store's clocks as they are now. */
export async function keepHours(
  { database, members }: Pick<Services, 'database' | 'members'>,
  storeId: StoreId,
): Promise<void> {
  const { zone } = await findStore(database, storeId);
  for (const { _id } of await members.listOf([storeId])) {
    await members.change(_id, (seen) => {
      const grants = seen?.grants.map((grant) => inZone(grant, { storeId, zone })) ?? [];
      return grants.some((grant, nth) => grant !== seen?.grants[nth]) ? { grants } : null;
    });
  }
  const isAsBefore = (await findStore(database, storeId)).zone === zone;
  if (!isAsBefore) await keepHours({ database, members }, storeId);
}

function inZone(grant: Grant, { storeId, zone }: { readonly storeId: StoreId; readonly zone: string }): Grant {
  if (!('storeId' in grant) || grant.storeId !== storeId || !grant.hours || grant.hours.zone === zone) return grant;
  return { ...grant, hours: { ...grant.hours, zone } };
}
