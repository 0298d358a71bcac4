import type { Account } from '../../../typings/contract/upkeep';
import type { AccountDocument } from '../documents';
import type { CallContext } from '../handler';
import type { ListingDocument } from '../imports/documents';
import { MOST_ACCOUNTS } from './limits';

type Context = Pick<CallContext, 'database' | 'vendorAccounts' | 'now'>;

/** All that an owner sees of accounts. */
export async function toAccounts(context: Context, accounts: readonly AccountDocument[]): Promise<readonly Account[]> {
  if (accounts.length === 0) return [];
  const { database, now } = context;
  const accountId = { in: accounts.map(({ _id }) => _id) };
  const [cameras, offers, listings] = await Promise.all([
    database.collection('channels').countBy({ accountId }, ['accountId']),
    database.collection('offers').countBy({ accountId }, ['accountId']),
    database.collection('listings').find({ where: { _id: accountId }, limit: MOST_ACCOUNTS }),
  ]);
  const countOf = (rows: typeof cameras, id: string): number => rows.find((row) => row.accountId === id)?.count ?? 0;
  return accounts.map((account) => ({
    ...outsideOf(context, account),
    cameras: countOf(cameras, account._id),
    offers: countOf(offers, account._id),
    restsUntil: account.restsUntil > now ? account.restsUntil : null,
    ...listingOf(listings.find(({ _id }) => _id === account._id)),
  }));
}

/** What who adds a camera has to know of an account, and no more. */
export function toBareAccount(context: Context, account: AccountDocument): Account {
  const unsaid = { cameras: 0, offers: 0, listedAt: null, restsUntil: null, problem: null };
  return { ...outsideOf(context, account), ...unsaid };
}

function outsideOf({ vendorAccounts }: Context, { _id, vendor, name }: AccountDocument) {
  const adding = vendorAccounts.vendors.find(({ id }) => id === vendor)?.adding ?? null;
  return { id: _id, vendor, name, adding };
}

function listingOf(listing: ListingDocument | undefined): Pick<Account, 'listedAt' | 'problem'> {
  if (!listing) return { listedAt: null, problem: null };
  const { finishedAt, state, problem } = listing;
  return { listedAt: finishedAt > 0 ? finishedAt : null, problem: state === 'failed' ? problem : null };
}
