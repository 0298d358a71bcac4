import type { VendorId } from '../../../typings/contract/domain';
import type { AccountDocument } from '../documents';
import type { DriverFactory } from '../drivers';
import { CallError } from '../errors';
import { factoryOf } from './check-account';

/** Credentials that may be another account's as well. */
export interface Wanted {
  /** The account that they are for; null for one that is none yet. */
  readonly id: string | null;
  readonly vendor: VendorId;
  readonly credentials: Readonly<Record<string, unknown>>;
}

/** The other account that would list the same cameras; null where there is none that can be opened. */
export type Twins = (wanted: Wanted, accounts: readonly AccountDocument[]) => AccountDocument | null;

/** The credentials of an account, as they were sealed; throws where the key is lost. */
export type Opens = (account: AccountDocument) => string;

type Identity = DriverFactory['identity'];

export function createTwins(factories: readonly DriverFactory[], open: Opens): Twins {
  return ({ id, vendor, credentials }, accounts) => {
    const { identity } = factoryOf(factories, vendor);
    const own = identityIn(credentials, identity);
    if (own === null) return null;
    const others = accounts.filter((account) => account.vendor === vendor && account._id !== id);
    return others.find((account) => identityIn(openedBy(open, account), identity) === own) ?? null;
  };
}

export const credentialsAreHeld = (): CallError =>
  new CallError('conflict', 'another account has these credentials already');

function openedBy(open: Opens, account: AccountDocument): unknown {
  try {
    return JSON.parse(open(account));
  } catch {
    return null; // nobody can say what it has
  }
}

/** Null where the first of the fields, which every account has, is not filled in. */
function identityIn(credentials: unknown, [first, ...rest]: Identity): string | null {
  const known = new Map<string, unknown>(Object.entries(credentials ?? {}));
  const textOf = (field: string): string => {
    const value = known.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  return textOf(first) === '' ? null : JSON.stringify([first, ...rest].map(textOf));
}
