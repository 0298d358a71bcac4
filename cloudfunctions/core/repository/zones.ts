import type { StoreId } from '../../../typings/contract/domain';
import type { Database } from '../database';
import { createMemory } from '../memory';
import type { Clock } from '../ports';

/** The IANA zone whose clocks a store goes by, as it was at most five minutes ago. */
export type Zones = (storeId: StoreId) => Promise<string>;

/** Where the stores of such a chain are; also for a camera whose store is gone. */
export const DEFAULT_ZONE = 'Asia/Shanghai';
const REMEMBER_MS = 300_000;
const MOST_REMEMBERED = 5_000;

export function createZones(database: Database, clock: Clock): Zones {
  const stores = database.collection('stores');
  const memory = createMemory<string>(clock, REMEMBER_MS, MOST_REMEMBERED);
  return async (storeId) => {
    const known = memory.get(storeId);
    if (known !== undefined) return known;
    const zone = (await stores.get(storeId))?.zone ?? DEFAULT_ZONE;
    memory.put(storeId, zone);
    return zone;
  };
}
