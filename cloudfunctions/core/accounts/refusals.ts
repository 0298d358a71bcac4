import type { AccountCheck } from '../../../typings/contract/upkeep';
import type { AccountDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { credentialsAreHeld } from './twins';

/** An account that is here, for who is an owner. */
export async function findAccount(
  { vendorAccounts }: Pick<CallContext, 'vendorAccounts'>,
  accountId: string,
): Promise<AccountDocument> {
  const account = await vendorAccounts.find(accountId);
  if (account?.removedAt !== 0) throw noSuchAccount();
  return account;
}

/** Names the field that is wrong, and no value. */
export function assertTaken({ problem }: AccountCheck): void {
  if (!problem) return;
  if (problem.heldBy !== undefined) throw credentialsAreHeld();
  const field = problem.field ?? 'which one is not known';
  throw new CallError(problem.code, `the vendor does not take the credentials: ${field}`);
}

export const noSuchAccount = (): CallError => new CallError('not-found', 'no such account');
