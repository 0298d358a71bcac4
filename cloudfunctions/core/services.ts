import { createReadAbilities, type ReadAbilities } from './abilities';
import { createVendorAccounts, type VendorAccounts } from './accounts/vendor-accounts';
import { createCameraLimits, type CameraLimits } from './camera-limits';
import { createCircuits } from './circuit';
import { createClipRunner, type RunClips } from './clips/clip-runner';
import { createClipStore, type ClipStore } from './clips/clip-store';
import { systemClock } from './clock';
import { openDatabase, openOpenApi, openStorage } from './cloudbase';
import { createCoverStore, type CoverStore } from './covers/cover-store';
import { createRenewCover, type RenewCover } from './covers/renew-cover';
import type { Database } from './database';
import {
  createAccounts,
  createCircuitStore,
  createDrivers,
  type Accounts,
  type DriverFactory,
  type Drivers,
} from './drivers';
import { createCloudFiles, type CloudFiles, type Storage } from './files';
import { createGuard, type Guard } from './guard';
import { APART_MS } from './health/outages';
import { createHttp } from './http';
import { createLeases, type Leases } from './leases';
import { createLog, type Log } from './log';
import { createMemory, type Memory } from './memory';
import { createDoOnce, type DoOnce } from './once';
import { createMembers, type Members } from './people/members';
import type { Clock, HttpPort } from './ports';
import { createNoticeStore, type NoticeStore } from './notices/notice-store';
import { createSubscribers, type Subscribers } from './notices/subscribers';
import { createPilot, type Pilot } from './ptz/pilot';
import { createSteerings, type Steerings } from './ptz/steerings';
import { createAudit, type Audit } from './repository/audit';
import { createChannels, type Channels } from './repository/channels';
import { createPresetNames, type PresetNames } from './repository/presets';
import { createZones, type Zones } from './repository/zones';
import { createSeals, readKeyring, type Keyring } from './seal';
import { readSettings, type Settings } from './settings';
import { createShareOpening, type ShareOpening } from './shared-openings';
import { createStatuses, type Statuses } from './statuses';
import { createPhraseBook, type PhraseBook } from './talk/phrases';
import { createCameraCodes, type CameraCodes } from './tickets/camera-codes';
import { createInvites, type Invites } from './tickets/invites';
import { createShares, type Shares } from './tickets/shares';
import { createTokenLease } from './token-lease';
import { createTokenStore } from './token-store';
import { visitorCodeOf } from './visitor-code';
import { createWatchings, type Watchings } from './watchings';
import { createWechat } from './wechat/open-api';
import { createSendMessage, type SendMessage } from './wechat/subscribe-messages';
import { createWxaCodes, type WxaCodes } from './wechat/wxa-codes';

/** What the machine and the platform provide. */
export interface Surroundings {
  readonly database: Database;
  readonly storage: Storage;
  readonly wxaCodes: WxaCodes;
  readonly sendMessage: SendMessage;
  readonly keyring: Keyring;
  readonly factories: readonly DriverFactory[];
  readonly http: HttpPort;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly settings: Settings;
}

/** What one instance of a cloud function works with, for as long as it lives. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Settings;
  readonly accounts: Accounts;
  readonly drivers: Drivers;
  readonly vendorAccounts: VendorAccounts;
  readonly channels: Channels;
  readonly statuses: Statuses;
  readonly readAbilities: ReadAbilities;
  readonly zones: Zones;
  readonly leases: Leases;
  readonly clips: ClipStore;
  readonly runClips: RunClips;
  readonly covers: CoverStore;
  readonly renewCover: RenewCover;
  readonly steerings: Steerings;
  readonly pilot: Pilot;
  readonly presetNames: PresetNames;
  readonly files: CloudFiles;
  readonly doOnce: DoOnce;
  readonly phrases: PhraseBook;
  readonly limits: CameraLimits;
  readonly guard: Guard;
  readonly audit: Audit;
  readonly watchings: Watchings;
  readonly shareOpening: ShareOpening;
  readonly members: Members;
  readonly invites: Invites;
  readonly shares: Shares;
  readonly cameraCodes: CameraCodes;
  readonly wxaCodes: WxaCodes;
  readonly sendMessage: SendMessage;
  readonly subscribers: Subscribers;
  readonly notices: NoticeStore;
  /** Pictures of codes that were drawn a while ago, as base64. */
  readonly codePictures: Memory<string>;
  /** The code by which an owner recognises the person with this openid. */
  readonly visitorCode: (openid: string) => string;
}

/** A sheet of a store's codes is drawn once, and shown again for nothing. */
const PICTURES = { forMs: 3_600_000, most: 100 };

export function createServices(surroundings: Surroundings): Services {
  const { database, storage, keyring, factories, http, clock, random, log, settings } = surroundings;
  const seals = createSeals(keyring);
  const accounts = createAccounts(database, clock);
  const tokens = createTokenLease({ store: createTokenStore(database, seals), clock, random });
  const circuits = createCircuits({ clock, store: createCircuitStore(database, accounts) });
  const drivers = createDrivers({ accounts, factories, seals, http, clock, tokens, circuits });
  const leases = createLeases(database, clock);
  const clips = createClipStore(database, seals);
  const covers = createCoverStore(database);
  const files = createCloudFiles(storage, http);
  const guard = createGuard(leases, clock);
  const steerings = createSteerings(database);
  return {
    database,
    clock,
    log,
    settings,
    accounts,
    drivers,
    vendorAccounts: createVendorAccounts({ database, seals, factories, http, clock, circuits }),
    channels: createChannels(database, clock),
    statuses: createStatuses({
      database,
      drivers,
      clock,
      log,
      apartMs: Math.min(APART_MS, settings.noticeAfterMs / 2),
    }),
    readAbilities: createReadAbilities({ clock, log }),
    zones: createZones(database, clock),
    leases,
    clips,
    runClips: createClipRunner({ clips, leases, drivers, clock, random, log }),
    covers,
    renewCover: createRenewCover({ database, drivers, http, guard, clock, settings, covers, files, leases, log }),
    steerings,
    pilot: createPilot(steerings, clock),
    presetNames: createPresetNames(database),
    files,
    doOnce: createDoOnce(database, seals, clock),
    phrases: createPhraseBook(clock),
    limits: createCameraLimits(),
    guard,
    audit: createAudit(database),
    watchings: createWatchings(database),
    shareOpening: createShareOpening(tokens, clock),
    members: createMembers(database, clock),
    invites: createInvites(database),
    shares: createShares(database),
    cameraCodes: createCameraCodes(database),
    wxaCodes: surroundings.wxaCodes,
    sendMessage: surroundings.sendMessage,
    subscribers: createSubscribers(database),
    notices: createNoticeStore(database),
    codePictures: createMemory(clock, PICTURES.forMs, PICTURES.most),
    visitorCode: (openid) => visitorCodeOf(keyring, openid),
  };
}

/** The real surroundings: the environment's database and keys, the network and the machine's clock. */
export function realSurroundings(factories: readonly DriverFactory[]): Surroundings {
  const log = createLog();
  const http = createHttp({
    clock: systemClock,
    random: Math.random,
    onDone: ({ label, outcome, tries, durationMs }) => log({ event: 'vendor', label, outcome, tries, ms: durationMs }),
  });
  const askWechat = createWechat(openOpenApi(), log);
  return {
    database: openDatabase(),
    storage: openStorage(),
    wxaCodes: createWxaCodes(askWechat, () => systemClock.now()),
    sendMessage: createSendMessage(askWechat),
    keyring: readKeyring(process.env['KANDIAN_KEYS']),
    factories,
    http,
    clock: systemClock,
    random: Math.random,
    log,
    settings: readSettings(process.env),
  };
}
