import { randomBytes } from 'node:crypto';
import type { Action, OutputOf } from '../../typings/contract/calls';
import type { LiveSource } from '../../typings/contract/domain';
import { credentialField } from '../../cloudfunctions/core/accounts/credential-field';
import type { Objection } from '../../cloudfunctions/core/accounts/objection';
import type {
  Capabilities,
  ChannelAbilities,
  Clips,
  CloudVideos,
  Recordings,
} from '../../cloudfunctions/core/capabilities';
import { channelIdOf } from '../../cloudfunctions/core/channel-id';
import type { Database } from '../../cloudfunctions/core/database';
import type { ChannelDocument, Grant } from '../../cloudfunctions/core/documents';
import type { DriverFactory } from '../../cloudfunctions/core/drivers';
import { createLimiter, type Allowance } from '../../cloudfunctions/core/limiter';
import { searchOf, sortOf } from '../../cloudfunctions/core/listing';
import { toLine } from '../../cloudfunctions/core/log';
import type {
  ChannelAddress,
  Clock,
  Driver,
  ListedPage,
  VendorChannel,
  VendorStatus,
} from '../../cloudfunctions/core/ports';
import { createRouter } from '../../cloudfunctions/core/router';
import { createSeals, type Keyring } from '../../cloudfunctions/core/seal';
import { createServices, type Services } from '../../cloudfunctions/core/services';
import { NOTICE_VERSION, type Settings } from '../../cloudfunctions/core/settings';
import { createSetup, type Setup } from '../../cloudfunctions/core/setup';
import type { VendorApp } from '../../cloudfunctions/core/vendor-app';
import { handlers as manageHandlers } from '../../cloudfunctions/manage/handlers/index';
import { handlers as monitorHandlers } from '../../cloudfunctions/monitor/handlers/index';
import { FakeMessages } from './fake-messages';
import { FakeStorage } from './fake-storage';
import { FakeWxaCodes } from './fake-wxa-codes';
import { MemoryDatabase } from './memory-database';

export const NOON = Date.UTC(2026, 0, 1, 12);

/** A clock that moves only when told to, or by being slept on. */
export class SteppedClock implements Clock {
  constructor(private time = NOON) {}
  now = () => this.time;
  sleep = async (ms: number) => this.advance(ms);
  advance(ms: number): void {
    this.time += ms;
  }
}

export const makeKeyring = (): Keyring => ({ current: 'k1', keys: new Map([['k1', randomBytes(32)]]) });

export const makeSource = (overrides: Partial<LiveSource> = {}): LiveSource => ({
  protocol: 'flv',
  url: 'http://media.test/live/1.flv?token=secret',
  codec: 'h264',
  expiresAt: NOON + 3_600_000,
  ...overrides,
});

export const ELSEWHERE = { appId: 'wx-of-the-vendor', path: 'pages/live/live?accessToken=viewer-secret' };

export const makeAddress = (deviceId: string): ChannelAddress => ({ deviceId, channelId: '1', groupId: null });

export const makeListed = (deviceId: string, overrides: Partial<VendorChannel> = {}): VendorChannel => ({
  address: makeAddress(deviceId),
  name: `摄像头 ${deviceId}`,
  groupName: null,
  qualities: ['main', 'sub'],
  reachability: 'online',
  since: null,
  condition: 'clear',
  ...overrides,
});

/** Channels on a page of its list. */
const LISTED_AT_ONCE = 50;

/** A vendor that answers from memory and remembers what it was asked. */
export class FakeDriver implements Driver {
  readonly id = 'fake';
  readonly asked: string[] = [];
  listed: VendorChannel[] = [];
  told = new Map<string, Partial<VendorStatus>>();
  sources: LiveSource[] = [makeSource()];
  failure: Error | null = null;
  /** How many pages of the listing come before `failure`. */
  failAfterPages = 0;
  /** From where each listing went on. */
  readonly listedFrom: string[] = [];
  /** Called before each page of a listing. */
  onPage: (page: number) => void = () => undefined;
  lastAvoid: readonly string[] | undefined;
  lastUntil: number | undefined;
  vendorApp?: VendorApp;
  recordings?: Recordings;
  clips?: Clips;
  videos?: CloudVideos;
  ptz?: NonNullable<Capabilities['ptz']>;
  presets?: NonNullable<Capabilities['presets']>;
  talk?: NonNullable<Capabilities['talk']>;
  switches?: NonNullable<Capabilities['switches']>;
  snapshots?: NonNullable<Capabilities['snapshots']>;
  pictures?: NonNullable<Capabilities['pictures']>;
  devices?: NonNullable<Capabilities['devices']>;
  tools?: NonNullable<Capabilities['tools']>;
  readAbilities?: (address: ChannelAddress) => Promise<ChannelAbilities>;
  listViewers?: NonNullable<Capabilities['listViewers']>;
  readStorage?: NonNullable<Capabilities['readStorage']>;
  readPushing?: NonNullable<Capabilities['readPushing']>;
  readThumbnail?: NonNullable<Capabilities['readThumbnail']>;
  /** What the vendor has against the account's credentials. */
  objection: Objection | null = null;
  /** How many ways into the vendor's own mini-program are past their end. */
  expired = 0;

  async check(): Promise<Objection | null> {
    this.asked.push('check');
    return this.objection;
  }

  async *listChannels(from = '0'): AsyncGenerator<ListedPage> {
    this.asked.push('list');
    this.listedFrom.push(from);
    for (let page = Number(from); ; page += 1) {
      if (this.failure && page >= this.failAfterPages) throw this.failure;
      this.onPage(page);
      const end = (page + 1) * LISTED_AT_ONCE;
      const isLast = end >= this.listed.length && !this.failure;
      yield { channels: this.listed.slice(end - LISTED_AT_ONCE, end), next: isLast ? null : String(page + 1) };
      if (isLast) return;
    }
  }

  async readStatus(addresses: readonly ChannelAddress[]): Promise<readonly VendorStatus[]> {
    this.asked.push(`status ${addresses.length}`);
    if (this.failure) throw this.failure;
    return addresses.flatMap((address) => {
      const told = this.told.get(address.deviceId);
      return told ? [{ address, reachability: 'online', since: null, condition: 'clear', ...told }] : [];
    });
  }

  async openLive(address: ChannelAddress, quality: string, avoid?: readonly string[], until?: number) {
    this.asked.push(`live ${address.deviceId} ${quality}`);
    this.lastAvoid = avoid;
    this.lastUntil = until;
    if (this.failure) throw this.failure;
    return this.sources;
  }

  /** From now on the account lets people into the vendor's own mini-program. */
  allowElsewhere(): void {
    const answer = <T>(asked: string, result: T): Promise<T> => {
      this.asked.push(asked);
      return this.failure ? Promise.reject(this.failure) : Promise.resolve(result);
    };
    this.vendorApp = {
      openLive: ({ deviceId }) => answer(`elsewhere ${deviceId}`, { ...ELSEWHERE, expiresAt: NOON + 3_600_000 }),
      closeExpired: () => answer('close expired', this.expired),
    };
  }
}

/** What an installation is told by its environment. */
export const SETTINGS: Settings = {
  bootstrap: 'open-sesame-open-sesame',
  link: 'https://kandian.example/k/',
  codeVersion: 'release',
  notice: { version: NOTICE_VERSION, auditDays: 180, contact: 'privacy@kandian.example' },
  templates: {
    offline: { template: 'of-offline', camera: 'thing1', store: 'thing2', time: 'time3', note: 'thing4' },
    back: { template: 'of-back', camera: 'thing5', store: 'thing2', time: 'date7', note: null },
  },
  noticeAfterMs: 600_000,
  capturesPerDay: 500,
};

export interface Rig<D extends Database = MemoryDatabase> {
  readonly database: D;
  readonly storage: FakeStorage;
  readonly wxaCodes: FakeWxaCodes;
  readonly messages: FakeMessages;
  readonly clock: SteppedClock;
  readonly drivers: Map<string, FakeDriver>;
  /** How often a driver was opened. */
  readonly opened: string[];
  readonly log: string[];
  readonly setup: Setup;
  readonly keyring: Keyring;
  /** Another instance of the cloud function: nothing remembered, same database. */
  startInstance(allowance?: Allowance): Instance;
}

export interface Instance {
  readonly services: Services;
  call(person: string | null, action: Action | (string & {}), data?: unknown): Promise<RigReply>;
}

export type RigReply =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: { code: string; message: string; requestId: string; retryAt?: number } };

/** Both functions answer by one router here: which of them serves a call is the phone's affair. */
const allHandlers = { ...monitorHandlers, ...manageHandlers };

/** The cloud functions with everything around them in memory. */
export function createRig(): Rig;
export function createRig<D extends Database>(database: D, settings?: Settings): Rig<D>;
export function createRig(database: Database = new MemoryDatabase(), settings = SETTINGS): Rig<Database> {
  const clock = new SteppedClock();
  const storage = new FakeStorage();
  const wxaCodes = new FakeWxaCodes();
  const messages = new FakeMessages();
  const keyring = makeKeyring();
  const drivers = new Map<string, FakeDriver>();
  const opened: string[] = [];
  const log: string[] = [];
  const factory: DriverFactory = {
    id: 'fake',
    adding: 'serial',
    identity: ['key'],
    fields: [credentialField('key', 'text'), credentialField('secret', 'secret')],
    misfits: (given) => Object.entries(given ?? {}).flatMap(([name, value]) => (value === '' ? [name] : [])),
    open: ({ account }) => {
      opened.push(account.id);
      const driver = drivers.get(account.id) ?? new FakeDriver();
      drivers.set(account.id, driver);
      return driver;
    },
  };
  return {
    database,
    storage,
    wxaCodes,
    messages,
    clock,
    drivers,
    opened,
    log,
    keyring,
    setup: createSetup(database, createSeals(keyring), clock),
    startInstance: (allowance = { burst: 1000, everyMs: 1 }) => {
      const services = createServices({
        database,
        storage,
        wxaCodes: wxaCodes.draw,
        sendMessage: messages.send,
        keyring,
        factories: [factory],
        http: storage.openHttp(clock),
        clock,
        random: () => 0.5,
        log: (fields) => log.push(toLine({ ...fields })),
        settings,
      });
      const route = createRouter({ handlers: allHandlers, services, limiter: createLimiter(allowance) });
      return {
        services,
        call: async (person, action, data = {}) =>
          route({ action, data }, { person, isUser: person !== null, requestId: 'request-1' }),
      };
    },
  };
}

export interface Chain {
  readonly stores: Readonly<Record<'A' | 'B', string>>;
  readonly accountId: string;
  readonly driver: FakeDriver;
  /** Ids of channels by their device: a1 and a2 in store A, b1 in store B. */
  readonly channels: Readonly<Record<'a1' | 'a2' | 'b1', string>>;
}

export const PERSONAS = {
  owner: 'openid-owner',
  managerA: 'openid-manager-a',
  staffA: 'openid-staff-a',
  guest: 'openid-guest',
  expired: 'openid-expired',
  stranger: 'openid-stranger',
} as const;

/** Two stores, three cameras of one account, and one person of each kind. */
export async function seedChain({ database, setup, clock, drivers }: Rig<Database>): Promise<Chain> {
  const A = await setup.createStore({ name: '上海南京路店', zone: 'Asia/Shanghai', order: 0 });
  const B = await setup.createStore({ name: '北京王府井店', zone: 'Asia/Shanghai', order: 1 });
  const credentials = { appSecret: 'very-secret' };
  const accountId = await setup.createAccount({ vendor: 'fake', name: '总部', credentials, inboxStoreId: A });
  const driver = new FakeDriver();
  drivers.set(accountId, driver);
  const channels = {
    a1: makeChannel(accountId, 'a1', { store: { _id: A, order: 0, name: '上海南京路店' }, name: '收银台' }),
    a2: makeChannel(accountId, 'a2', { store: { _id: A, order: 0, name: '上海南京路店' }, name: '大门' }),
    b1: makeChannel(accountId, 'b1', { store: { _id: B, order: 1, name: '北京王府井店' }, name: '收银台' }),
  };
  await database.collection('channels').add(Object.values(channels));
  const share = (guest: string, until: number) =>
    setup.createShare({
      by: PERSONAS.owner,
      channelIds: [channels.b1._id],
      storeIds: [B],
      until,
      guests: [guest],
    });
  const grants: Record<Exclude<keyof typeof PERSONAS, 'stranger'>, Grant> = {
    owner: { role: 'owner' },
    managerA: { role: 'manager', storeId: A },
    staffA: { role: 'staff', storeId: A },
    guest: { role: 'guest', shareId: await share(PERSONAS.guest, clock.now() + 3_600_000) },
    expired: { role: 'guest', shareId: await share(PERSONAS.expired, clock.now() - 1) },
  };
  for (const [persona, grant] of Object.entries(grants)) {
    const openid = PERSONAS[persona as keyof typeof PERSONAS];
    await setup.createMember({ openid, name: persona, grants: [grant] });
  }
  if (database instanceof MemoryDatabase) database.takeOperations();
  return {
    stores: { A, B },
    accountId,
    driver,
    channels: { a1: channels.a1._id, a2: channels.a2._id, b1: channels.b1._id },
  };
}

export interface ChannelSeed {
  readonly store: { readonly _id: string; readonly order: number; readonly name: string };
  readonly name: string;
  readonly overrides?: Partial<ChannelDocument>;
}

export function makeChannel(accountId: string, deviceId: string, { store, name, overrides }: ChannelSeed) {
  const address = makeAddress(deviceId);
  const _id = channelIdOf(accountId, address);
  const document: ChannelDocument = {
    _id,
    storeId: store._id,
    storeName: store.name,
    name,
    vendorName: name,
    hidden: false,
    sort: sortOf(store, name, _id),
    search: searchOf(store.name, name),
    accountId,
    vendor: 'fake',
    address,
    qualities: ['main', 'sub'],
    elsewhere: false,
    tools: false,
    reachability: 'online',
    since: null,
    condition: 'clear',
    checkedAt: NOON,
    ...{ seenFrom: NOON, outageState: 'none', outageFrom: 0, codec: 'h264' },
    listedAt: NOON,
    ...overrides,
  };
  return document;
}

/** The data of a reply to `_action`, which must have succeeded. */
export function dataOf<A extends Action>(_action: A, reply: RigReply): OutputOf<A> {
  if (!reply.ok) throw new Error(`refused as ${reply.error.code}: ${reply.error.message}`);
  return reply.data as OutputOf<A>;
}

/** `ok`, or the code of the refusal. */
export function outcomeOf(reply: RigReply): string {
  return reply.ok ? 'ok' : reply.error.code;
}
