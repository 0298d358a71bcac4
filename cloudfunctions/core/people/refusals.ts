import type { StoreId } from '../../../typings/contract/domain';
import { CallError } from '../errors';
import type { HeldGrant } from '../grants';
import { closedUntil } from '../rights';
import { decideIn, isOwner, managedBy } from './policy';

/** Refuses who does not manage a store at this hour; one that the caller has no place in is like one that is not there. */
export function assertManages(grants: readonly HeldGrant[], storeId: StoreId): void {
  const verdict = decideIn(grants, storeId, 'manage');
  switch (verdict.kind) {
    case 'allowed':
      return;
    case 'outside-hours':
      throw new CallError(verdict.kind, 'the caller may not at this hour', { retryAt: verdict.until });
    case 'permission-denied':
      throw mayNot();
    case 'not-found':
      throw noSuchStore();
  }
}

/** The stores that the caller manages at this hour, or null for all; refuses who manages none. */
export function assertManager(grants: readonly HeldGrant[]): readonly StoreId[] | null {
  const managed = managedBy(grants);
  if (managed === null || managed.length > 0) return managed;
  const managing = grants.filter((grant) => 'rights' in grant && grant.rights.includes('manage'));
  const until = closedUntil(managing);
  if (until === null) throw mayNot();
  throw new CallError('outside-hours', 'the caller may not at this hour', { retryAt: until });
}

export function assertOwner(grants: readonly Pick<HeldGrant, 'role'>[]): void {
  if (!isOwner(grants)) throw mayNot();
}

export const mayNot = (): CallError => new CallError('permission-denied', 'the caller may not do this');
export const noSuchStore = (): CallError => new CallError('not-found', 'no such store');
export const noSuchMember = (): CallError => new CallError('not-found', 'no such member');
