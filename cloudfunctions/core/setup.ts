import { randomUUID } from 'node:crypto';
import type { ChannelId, StoreId, VendorId } from '../../typings/contract/domain';
import { channelIdOf } from './channel-id';
import { systemClock } from './clock';
import type { Collection, Database } from './database';
import { PAGE } from './database';
import type { Grant, StoreDocument } from './documents';
import { credentialsPlace } from './drivers';
import type { ChannelAddress, Clock } from './ports';
import type { Seals } from './seal';
import { NOTICE_VERSION } from './settings';
import { makeCode } from './tickets/code';
import { MOST_GUESTS } from './tickets/documents';

export interface NewStore {
  readonly name: string;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly zone: string;
  /** Place among the stores, from 0. */
  readonly order: number;
}

export interface NewAccount {
  readonly vendor: VendorId;
  readonly name: string;
  /** As the vendor's own schema has checked them; sealed before they are stored. */
  readonly credentials: unknown;
  /** Where cameras go that nobody has placed; null where each of them waits for somebody to decide. */
  readonly inboxStoreId: StoreId | null;
}

export interface NewMember {
  readonly openid: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export interface NewShare {
  /** The maker's openid. */
  readonly by: string;
  readonly channelIds: readonly ChannelId[];
  readonly storeIds: readonly StoreId[];
  readonly until: number;
  /** Openids of those who have opened it. */
  readonly guests: readonly string[];
}

export interface Placement {
  readonly address: Pick<ChannelAddress, 'deviceId' | 'channelId'>;
  readonly storeId: StoreId;
}

export interface AccountSummary {
  readonly id: string;
  readonly vendor: VendorId;
  readonly name: string;
  /** Whether it was made in the app, where its owner keeps it. */
  readonly isOwners: boolean;
}

/** What an owner sets up: stores, accounts, people, and which camera belongs where. */
export interface Setup {
  listStores(): Promise<readonly StoreDocument[]>;
  createStore(store: NewStore): Promise<StoreId>;
  /** As `createStore` for each, in one operation for every 500; hands back their ids in the same order. */
  createStores(stores: readonly NewStore[]): Promise<readonly StoreId[]>;
  /** Without those that were removed. */
  listAccounts(): Promise<readonly AccountSummary[]>;
  createAccount(account: NewAccount): Promise<string>;
  /** Instances that have the old credentials in use take the new ones within a minute. */
  replaceCredentials(accountId: string, credentials: unknown): Promise<void>;
  /** Decides where cameras go that the account's next listing finds; those already listed stay where they are. */
  placeChannels(accountId: string, placements: readonly Placement[]): Promise<void>;
  createMember(member: NewMember): Promise<void>;
  /** A share of cameras as they are now; hands back its id. */
  createShare(share: NewShare): Promise<string>;
}

const BATCH = 500;
const NEW_ACCOUNT = { syncDueAt: 0, restsUntil: 0, removedAt: 0 };
const OPEN = { address: '', archivedAt: 0 } as const;

export function createSetup(database: Database, seals: Seals, clock: Pick<Clock, 'now'> = systemClock): Setup {
  const accounts = database.collection('accounts');
  const stores = database.collection('stores');
  const sealCredentials = (accountId: string, credentials: unknown) =>
    seals.seal(JSON.stringify(credentials), credentialsPlace(accountId));
  return {
    listStores: () => stores.find({ sort: ['order', '_id'], limit: PAGE }),
    async createStore(store) {
      const _id = randomUUID();
      await stores.add([{ _id, ...store, ...OPEN }]);
      return _id;
    },
    async createStores(list) {
      const documents = list.map((store) => ({ _id: randomUUID(), ...store, ...OPEN }));
      await addInBatches(stores, documents);
      return documents.map(({ _id }) => _id);
    },
    async listAccounts() {
      const found = await accounts.find({ where: { removedAt: 0 }, limit: PAGE });
      return found.map(({ _id, vendor, name, inboxStoreId }) => {
        return { id: _id, vendor, name, isOwners: inboxStoreId === null };
      });
    },
    async createAccount({ credentials, ...account }) {
      const _id = randomUUID();
      const sealed = sealCredentials(_id, credentials);
      await accounts.add([{ _id, ...account, credentials: sealed, ...NEW_ACCOUNT }]);
      return _id;
    },
    async replaceCredentials(accountId, credentials) {
      const sealed = sealCredentials(accountId, credentials);
      await accounts.update({ _id: accountId }, { credentials: sealed, syncDueAt: 0, restsUntil: 0 });
    },
    async placeChannels(accountId, placements) {
      const documents = placements.map(({ address, storeId }) => {
        return { _id: channelIdOf(accountId, address), accountId, storeId, notedAt: 0 };
      });
      await addInBatches(database.collection('placements'), documents);
    },
    async createMember({ openid, ...member }) {
      const joined = { memberId: randomUUID(), knownSince: 0, joinedAt: clock.now(), agreedTo: NOTICE_VERSION };
      await database.collection('members').add([{ _id: openid, ...member, ...joined, revision: 0, removedAt: 0 }]);
    },
    async createShare({ guests, ...share }) {
      const [_id, at] = [randomUUID(), clock.now()];
      const seats = guests.map((person) => ({ person, at }));
      const life = { createdAt: at, revokedAt: 0, isCleared: false };
      const room = { most: MOST_GUESTS, opened: seats.length, seats, revision: 0 };
      await database
        .collection('shares')
        .add([{ _id, code: makeCode('share'), ...share, past: null, watermark: false, ...life, ...room }]);
      return _id;
    },
  };
}

async function addInBatches<D extends { readonly _id: string }>(
  collection: Collection<D>,
  documents: readonly D[],
): Promise<void> {
  for (let start = 0; start < documents.length; start += BATCH) {
    await collection.add(documents.slice(start, start + BATCH));
  }
}
