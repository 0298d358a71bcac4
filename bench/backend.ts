import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../cloudfunctions/core/cloudbase';
import { collections } from '../cloudfunctions/core/collections';
import type { Database } from '../cloudfunctions/core/database';
import type { ChannelDocument } from '../cloudfunctions/core/documents';
import { createSeals, readKeyring } from '../cloudfunctions/core/seal';
import { createSetup } from '../cloudfunctions/core/setup';
import { startCloud, type Cloud } from '../sandbox/cloud/index';
import { makeFleet, type FleetVendor } from '../sandbox/fleet';
import { keyringOf } from '../sandbox/keyring';
import { startOrigin } from '../sandbox/media/origin';
import { seedDemo } from '../sandbox/seed';
import { startSimulators } from '../sandbox/vendors/index';
import type { Simulator } from '../sandbox/vendors/simulator';
import { buildFunctions } from '../scripts/build-functions';

/** The functions, their database and the vendors, as `npm start` runs them, but without a phone. */
export interface Backend {
  readonly cloud: Cloud;
  /** The same database, through the real SDK. */
  readonly database: Database;
  readonly simulators: readonly Simulator[];
  /** The functions' keyring, for a measurement that starts instances of its own. */
  readonly keys: string;
  /** A folder of this backend's own, gone when it closes. */
  readonly dataDir: string;
  /** Openids of people who may see everything; several, because each one's calls are limited. */
  readonly people: readonly string[];
  simulator(vendor: FleetVendor): Simulator;
  /** A vendor's cameras that can be watched. */
  watchable(vendor: FleetVendor): Promise<readonly ChannelDocument[]>;
  close(): Promise<void>;
}

/** Starts everything, from functions built for this run. */
export async function startBackend({ devices = 28, people = 1 } = {}): Promise<Backend> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kandian-bench-'));
  const functionsDir = join(dataDir, 'functions');
  const fleet = makeFleet(devices);
  const [simulators] = await Promise.all([
    startSimulators({ fleet, startOrigin }),
    buildFunctions({ outDir: functionsDir }),
  ]);
  const keys = keyringOf(dataDir);
  const cloud = await startCloud({ dataDir, functionsDir, collections, env: { KANDIAN_KEYS: keys } });
  Object.assign(process.env, cloud.sdkEnv);
  const database = openDatabase();
  const setup = createSetup(database, createSeals(readKeyring(keys)));
  await seedDemo(setup, fleet, simulators);
  await cloud.fireTimer('timer');
  const openids = Array.from({ length: people }, (_, index) => `bench-${index}`);
  for (const openid of openids) await setup.createMember({ openid, name: openid, grants: [{ role: 'owner' }] });
  return {
    cloud,
    database,
    simulators,
    keys,
    dataDir,
    people: openids,
    simulator: (vendor) => found(simulators.find((one) => one.vendor === vendor)),
    watchable: (vendor) => {
      const where = { vendor, reachability: 'online', condition: 'clear' } as const;
      return database.collection('channels').find({ where, limit: 1000 });
    },
    async close() {
      await cloud.close();
      await Promise.all(simulators.map((simulator) => simulator.close()));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a part of the bench is missing');
  return value;
}
