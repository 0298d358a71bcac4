import type { VendorId } from '../../../typings/contract/domain';
import type { AccountCheck, Credentials, VendorForm } from '../../../typings/contract/upkeep';
import { DuplicateDocument, type Database } from '../database';
import type { AccountDocument } from '../documents';
import { credentialsPlace } from '../drivers';
import type { Seals } from '../seal';
import { createCheckAccount, factoryOf, type CheckDeps } from './check-account';
import { MOST_ACCOUNTS } from './limits';
import { forgetAccount, NEVER } from './forget-account';
import { shapeCredentials } from './shape-credentials';

/** Credentials as the vendor's schema takes them. */
export type Shaped = Readonly<Record<string, unknown>>;

export interface NewVendorAccount {
  readonly id: string;
  readonly vendor: VendorId;
  readonly name: string;
  readonly credentials: Shaped;
}

/** Accounts at the vendors, as owners keep them. Credentials go in and are never handed out. */
export interface VendorAccounts {
  readonly vendors: readonly VendorForm[];
  /** By name; at most 200. */
  list(): Promise<readonly AccountDocument[]>;
  /** Also one that was removed and is not gone yet. */
  find(id: string): Promise<AccountDocument | null>;
  /** `invalid-argument` for a vendor, or a credential, that there is not. */
  shape(vendor: VendorId, typed: Credentials): Shaped;
  /** Tries credentials that are not kept, or not yet. */
  checkNew(vendor: VendorId, credentials: Shaped): Promise<AccountCheck>;
  /** Tries those that an account has. */
  checkKept(account: AccountDocument): Promise<AccountCheck>;
  /** Whether an account is what a wish would have made. */
  isLike(account: AccountDocument, wish: Omit<NewVendorAccount, 'id'>): boolean;
  /** Adds it, unless there is one of its id: then that one is handed back. What it lists waits for a decision. */
  add(account: NewVendorAccount): Promise<AccountDocument>;
  /** Null when it was removed meanwhile. */
  rename(account: AccountDocument, name: string): Promise<AccountDocument | null>;
  /** False when it was removed meanwhile. Instances that use the old credentials take the new ones within a minute. */
  rotate(account: AccountDocument, credentials: Shaped): Promise<boolean>;
  /** Seals with the current key what an older one sealed; true when that was so. */
  renewSeal(account: AccountDocument): Promise<boolean>;
  /** With all of its cameras; begun anew, it goes on where it was cut off. */
  remove(account: AccountDocument, now: number): Promise<void>;
}

interface VendorAccountsDeps extends CheckDeps {
  readonly database: Database;
  readonly seals: Seals;
}

export function createVendorAccounts({ database, seals, ...deps }: VendorAccountsDeps): VendorAccounts {
  const accounts = database.collection('accounts');
  const check = createCheckAccount(deps);
  const { factories } = deps;
  const open = ({ _id, credentials }: AccountDocument): string => seals.open(credentials, credentialsPlace(_id));
  const seal = (id: string, credentials: Shaped): string =>
    seals.seal(JSON.stringify(credentials), credentialsPlace(id));

  return {
    vendors: factories.map(({ id, fields, adding }) => ({ id, fields, adding })),
    list: () => accounts.find({ where: { removedAt: 0 }, sort: ['name', '_id'], limit: MOST_ACCOUNTS }),
    find: (id) => accounts.get(id),
    shape: (vendor, typed) => shapeCredentials(factoryOf(factories, vendor).fields, typed),
    checkNew: (vendor, credentials) => check({ accountId: null, vendor, credentials }),
    async checkKept(account) {
      const credentials: unknown = JSON.parse(open(account));
      return check({ accountId: account._id, vendor: account.vendor, credentials });
    },
    isLike(account, { vendor, name, credentials }) {
      const isSame = account.vendor === vendor && account.name === name && account.removedAt === 0;
      return isSame && open(account) === JSON.stringify(credentials);
    },

    async add({ id: _id, vendor, name, credentials }) {
      const states = { inboxStoreId: null, syncDueAt: 0, restsUntil: 0, removedAt: 0 };
      const account = { _id, vendor, name, credentials: seal(_id, credentials), ...states };
      try {
        await accounts.add([account]);
        return account;
      } catch (error) {
        const known = error instanceof DuplicateDocument ? await accounts.get(_id) : null;
        if (known) return known;
        throw error;
      }
    },

    async rename(account, name) {
      return (await accounts.update({ _id: account._id, removedAt: 0 }, { name })) === 1 ? { ...account, name } : null;
    },

    async rotate({ _id }, credentials) {
      const change = { credentials: seal(_id, credentials), syncDueAt: 0, restsUntil: 0 };
      return (await accounts.update({ _id, removedAt: 0 }, change)) === 1;
    },

    async renewSeal(account) {
      const { _id, credentials } = account;
      const renewed = seals.renew(credentials, credentialsPlace(_id));
      // What somebody rotated meanwhile is not undone.
      return renewed !== credentials && (await accounts.update({ _id, credentials }, { credentials: renewed })) === 1;
    },

    async remove({ _id, vendor }, now) {
      // First, so that nothing is listed, asked or shown of it any more, whatever becomes of the rest.
      await accounts.update({ _id, removedAt: 0 }, { removedAt: now, credentials: '', syncDueAt: NEVER });
      await forgetAccount(database, { _id, vendor }, now);
    },
  };
}
