import type { VendorId } from '../../../typings/contract/domain';
import type { AccountCheck, Credentials, VendorForm } from '../../../typings/contract/upkeep';
import { addNew, type Database } from '../database';
import type { AccountDocument } from '../documents';
import { credentialsPlace } from '../drivers';
import { CallError } from '../errors';
import { createLeases } from '../leases';
import type { Seals } from '../seal';
import { createCheckAccount, factoryOf, type CheckDeps } from './check-account';
import { MOST_ACCOUNTS } from './limits';
import { forgetAccount, NEVER } from './forget-account';
import { shapeCredentials } from './shape-credentials';
import { createTurns } from './turns';
import { createTwins, credentialsAreHeld, type Opens, type Wanted } from './twins';

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
  /** Tries credentials that are not kept, or not yet; `conflict` where another account has them. */
  checkNew(wanted: Wanted & { readonly credentials: Shaped }): Promise<AccountCheck>;
  /** Tries those that an account has. */
  checkKept(account: AccountDocument): Promise<AccountCheck>;
  /** Whether an account is what a wish would have made. */
  isLike(account: AccountDocument, wish: Omit<NewVendorAccount, 'id'>): boolean;
  /**
   * Adds it, unless there is one of its id: then that one is handed back. What it lists waits for a decision. `full`
   * beyond 200; `conflict` where another one has its credentials, or is being changed at this moment.
   */
  add(account: NewVendorAccount): Promise<AccountDocument>;
  /** Null when it was removed meanwhile. */
  rename(account: AccountDocument, name: string): Promise<AccountDocument | null>;
  /**
   * False when it was removed meanwhile; `conflict` as in `add`. Instances that use the old credentials take the new
   * ones within a minute.
   */
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
  const open: Opens = ({ _id, credentials }) => seals.open(credentials, credentialsPlace(_id));
  const seal = (id: string, credentials: Shaped): string =>
    seals.seal(JSON.stringify(credentials), credentialsPlace(id));
  const list = () => accounts.find({ where: { removedAt: 0 }, sort: ['name', '_id'], limit: MOST_ACCOUNTS });
  const twinAmong = createTwins(factories, open);
  const alone = createTurns(createLeases(database, deps.clock), deps.clock);

  return {
    vendors: factories.map(({ id, fields, adding }) => ({ id, fields, adding })),
    list,
    find: (id) => accounts.get(id),
    shape: (vendor, typed) => shapeCredentials(factoryOf(factories, vendor).fields, typed),
    async checkNew(wanted) {
      const { vendor, credentials } = wanted;
      const twin = twinAmong(wanted, await list());
      if (twin) return { problem: { code: 'conflict', field: null, heldBy: twin.name }, works: [], lacks: [] };
      return check({ account: null, vendor, credentials });
    },
    async checkKept(account) {
      const credentials: unknown = JSON.parse(open(account));
      return check({ account, vendor: account.vendor, credentials });
    },
    isLike(account, { vendor, name, credentials }) {
      const isSame = account.vendor === vendor && account.name === name && account.removedAt === 0;
      return isSame && open(account) === JSON.stringify(credentials);
    },

    add(wish) {
      const account = newDocument(wish, seal(wish.id, wish.credentials));
      return alone(wish, async () => {
        const all = await list();
        const known = all.find(({ _id }) => _id === wish.id);
        if (known) return known;
        if (all.length >= MOST_ACCOUNTS) throw new CallError('full', 'there are too many');
        if (twinAmong(wish, all)) throw credentialsAreHeld();
        return (await addNew(accounts, account)) ? account : ((await accounts.get(wish.id)) ?? account);
      });
    },

    async rename(account, name) {
      return (await accounts.update({ _id: account._id, removedAt: 0 }, { name })) === 1 ? { ...account, name } : null;
    },

    rotate({ _id, vendor }, credentials) {
      const change = { credentials: seal(_id, credentials), syncDueAt: 0, restsUntil: 0 };
      return alone({ id: _id, vendor }, async () => {
        if (twinAmong({ id: _id, vendor, credentials }, await list())) throw credentialsAreHeld();
        return (await accounts.update({ _id, removedAt: 0 }, change)) === 1;
      });
    },

    async renewSeal({ _id, credentials }) {
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

function newDocument({ id: _id, vendor, name }: NewVendorAccount, credentials: string): AccountDocument {
  return { _id, vendor, name, credentials, inboxStoreId: null, syncDueAt: 0, restsUntil: 0, removedAt: 0 };
}
