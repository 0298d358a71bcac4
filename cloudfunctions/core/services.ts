import { createReadAbilities, type ReadAbilities } from './abilities';
import { createCircuits } from './circuit';
import { createClipRunner, type RunClips } from './clips/clip-runner';
import { createClipStore, type ClipStore } from './clips/clip-store';
import { systemClock } from './clock';
import { openDatabase } from './cloudbase';
import type { Database } from './database';
import {
  createAccounts,
  createCircuitStore,
  createDrivers,
  type Accounts,
  type DriverFactory,
  type Drivers,
} from './drivers';
import { createHttp } from './http';
import { createLeases, type Leases } from './leases';
import { createLog, type Log } from './log';
import type { Clock, HttpPort } from './ports';
import { createAudit, type Audit } from './repository/audit';
import { createChannels, type Channels } from './repository/channels';
import { createZones, type Zones } from './repository/zones';
import { createSeals, readKeyring, type Keyring } from './seal';
import { createShareOpening, type ShareOpening } from './shared-openings';
import { createStatuses, type Statuses } from './statuses';
import { createTokenLease } from './token-lease';
import { createTokenStore } from './token-store';
import { visitorCodeOf } from './visitor-code';

/** What the machine and the platform provide. */
export interface Surroundings {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly factories: readonly DriverFactory[];
  readonly http: HttpPort;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** What one instance of a cloud function works with, for as long as it lives. */
export interface Services {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly accounts: Accounts;
  readonly drivers: Drivers;
  readonly channels: Channels;
  readonly statuses: Statuses;
  readonly readAbilities: ReadAbilities;
  readonly zones: Zones;
  readonly leases: Leases;
  readonly clips: ClipStore;
  readonly runClips: RunClips;
  readonly audit: Audit;
  readonly shareOpening: ShareOpening;
  /** The code by which an owner recognises the person with this openid. */
  readonly visitorCode: (openid: string) => string;
}

export function createServices({ database, keyring, factories, http, clock, random, log }: Surroundings): Services {
  const seals = createSeals(keyring);
  const accounts = createAccounts(database, clock);
  const tokens = createTokenLease({ store: createTokenStore(database, seals), clock, random });
  const circuits = createCircuits({ clock, store: createCircuitStore(database, accounts) });
  const drivers = createDrivers({ accounts, factories, seals, http, clock, tokens, circuits });
  const leases = createLeases(database, clock);
  const clips = createClipStore(database, seals);
  return {
    database,
    clock,
    log,
    accounts,
    drivers,
    channels: createChannels(database, clock),
    statuses: createStatuses({ database, drivers, clock, log }),
    readAbilities: createReadAbilities({ clock, log }),
    zones: createZones(database, clock),
    leases,
    clips,
    runClips: createClipRunner({ clips, leases, drivers, clock, random, log }),
    audit: createAudit(database),
    shareOpening: createShareOpening(tokens, clock),
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
  return {
    database: openDatabase(),
    keyring: readKeyring(process.env['KANDIAN_KEYS']),
    factories,
    http,
    clock: systemClock,
    random: Math.random,
    log,
  };
}
