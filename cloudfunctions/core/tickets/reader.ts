import type { StoreId } from '../../../typings/contract/domain';
import type { Filter } from '../database';
import type { InviteDocument, ShareDocument } from './documents';

/** Which tickets somebody may read: their own, and those of some stores. */
export interface Readable {
  /** An openid. */
  readonly person: string;
  /** Null for all there are. */
  readonly storeIds: readonly StoreId[] | null;
}

export function whereReadable({ person, storeIds }: Readable): Filter<InviteDocument> & Filter<ShareDocument> {
  if (storeIds === null) return {};
  return storeIds.length === 0 ? { by: person } : [{ by: person }, { storeIds: { in: storeIds } }];
}
