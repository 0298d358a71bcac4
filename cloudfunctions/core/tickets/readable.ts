import type { StoreId } from '../../../typings/contract/domain';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { managedBy } from '../people/policy';
import type { InviteDocument, ShareDocument } from './documents';
import type { Readable } from './reader';
import { stateOfInvite, stateOfShare } from './policy';
import { assertOpen } from './refusal';

type Ticket = Pick<InviteDocument | ShareDocument, 'by' | 'storeIds'>;
type Reader = Pick<CallContext, 'person' | 'grants'>;

/** The caller's own tickets, and those of the stores that the caller manages now. */
export function readableBy({ person, grants }: Reader): Readable {
  return { person, storeIds: managedBy(grants) };
}

/** A ticket that the caller may take back. */
export function assertRevocable<T extends Ticket>(context: Reader, found: T | null): T {
  const managed = managedBy(context.grants);
  const isManaged = (storeId: StoreId): boolean => managed === null || managed.includes(storeId);
  const isOwn = found?.by === context.person;
  if (!found || !(isOwn || managed === null || found.storeIds.some(isManaged))) throw noSuchTicket();
  // Who manages one store of several does not decide about the others.
  if (isOwn || managed === null || found.storeIds.every(isManaged)) return found;
  throw new CallError('permission-denied', 'it is about stores that the caller does not manage, too');
}

/** The caller's own invitation, while somebody may still take it up. */
export async function openInvite({ invites, person, now }: CallContext, id: string): Promise<InviteDocument> {
  const invite = await invites.find(id);
  if (invite?.by !== person) throw noSuchTicket();
  assertOpen(stateOfInvite(invite, { person: null, now }));
  return invite;
}

/** The caller's own share, while somebody may still open it. */
export async function openShare({ shares, person, now }: CallContext, id: string): Promise<ShareDocument> {
  const share = await shares.find(id);
  if (share?.by !== person) throw noSuchTicket();
  assertOpen(stateOfShare(share, { person: null, now }));
  return share;
}

const noSuchTicket = (): CallError => new CallError('not-found', 'no such invitation or share');
