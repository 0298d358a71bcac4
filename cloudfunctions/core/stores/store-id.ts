import { createHash } from 'node:crypto';
import type { StoreId } from '../../../typings/contract/domain';

/** The same for every try of one request, so that none makes a second store; it leads back to nobody. */
export function storeIdOf(person: string, requestKey: string): StoreId {
  const name = JSON.stringify(['store', person, requestKey]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}
