import type { VendorId } from '../../typings/contract/domain';
import type { AccountForm } from './accounts/credential-field';
import type { AccountCircuits, CircuitStore } from './circuit';
import type { Database } from './database';
import type { AccountDocument } from './documents';
import { CallError } from './errors';
import { createMemory } from './memory';
import type { Clock, Driver, DriverDeps, HttpPort, TokenLease } from './ports';
import type { Seals } from './seal';

/** What core needs to know of a vendor; `open` checks the credentials before it uses them. */
export interface DriverFactory extends AccountForm {
  readonly id: VendorId;
  /** The fields of an account's credentials that are not as they should be; empty when `open` would take them. */
  misfits(credentials: unknown): readonly string[];
  open(deps: DriverDeps<unknown>): Driver;
}

/** Gives the driver of an account. */
export type Drivers = (accountId: string) => Promise<Driver>;

export interface DriversDeps {
  readonly accounts: Accounts;
  readonly factories: readonly DriverFactory[];
  readonly seals: Seals;
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly tokens: TokenLease;
  readonly circuits: AccountCircuits;
}

/** Accounts as they were at most a minute ago. */
export type Accounts = (accountId: string) => Promise<AccountDocument | null>;

const REMEMBER_MS = 60_000;
const MOST_ACCOUNTS = 200;

/** The document that an account's credentials are sealed for. */
export function credentialsPlace(accountId: string): string {
  return `accounts/${accountId}`;
}

export function createAccounts(database: Database, clock: Clock): Accounts {
  const collection = database.collection('accounts');
  const memory = createMemory<AccountDocument>(clock, REMEMBER_MS, MOST_ACCOUNTS);
  return async (accountId) => {
    const known = memory.get(accountId);
    if (known) return known;
    const found = await collection.get(accountId);
    if (found) memory.put(accountId, found);
    return found;
  };
}

/** Rests that the vendors demanded, kept with the account: whoever opens its driver has it at hand. */
export function createCircuitStore(database: Database, accounts: Accounts): CircuitStore {
  return {
    read: async (accountId) => (await accounts(accountId))?.restsUntil ?? null,
    async write(accountId, until) {
      const earlier = { _id: accountId, restsUntil: { below: until } };
      await database.collection('accounts').update(earlier, { restsUntil: until });
    },
  };
}

/** One driver for each account, opened anew when its credentials change. */
export function createDrivers({ accounts, factories, seals, ...deps }: DriversDeps): Drivers {
  const opened = new Map<string, { readonly credentials: string; readonly driver: Driver }>();
  return async (accountId) => {
    const account = await accounts(accountId);
    if (!account) throw new CallError('internal', 'the camera belongs to no account');
    const { credentials: sealed, vendor, removedAt } = account;
    if (removedAt > 0) throw new CallError('not-found', 'the account was removed');
    const current = opened.get(accountId);
    if (current?.credentials === sealed) return current.driver;
    if (current) deps.circuits.forget(accountId);

    const factory = factories.find(({ id }) => id === vendor);
    if (!factory) throw new CallError('unsupported', 'no driver for the vendor of this account');
    const credentials: unknown = JSON.parse(seals.open(sealed, credentialsPlace(accountId)));
    const driver = factory.open({ ...deps, account: { id: accountId, credentials } });
    opened.set(accountId, { credentials: sealed, driver });
    return driver;
  };
}
