import { join } from 'node:path';
import { stop as stopEsbuild } from 'esbuild';
import { openDatabase } from '../cloudfunctions/core/cloudbase';
import { collections } from '../cloudfunctions/core/collections';
import { createSeals, readKeyring } from '../cloudfunctions/core/seal';
import { createSetup } from '../cloudfunctions/core/setup';
import { buildFunctions } from '../scripts/build-functions';
import { createActivityLog, type ActivityLog } from './activity';
import { startCloud, type Cloud } from './cloud/index';
import { createControl } from './control';
import { describeCameras } from './demo-cameras';
import { makeFleet } from './fleet';
import { functionsEnvironment, makeBootstrapCode } from './installation';
import { keyringOf } from './keyring';
import { startOrigin } from './media/origin';
import { LINK } from './mini-program-code';
import { NOTICE_TEMPLATES } from './notice-templates';
import { UsageError, type SandboxOptions } from './options';
import { keepPorts, portsIn } from './ports';
import { pagesOf } from './preview/build/component-graph';
import { readAppJson } from './preview/build/json';
import { startPreview } from './preview/server';
import { checkAccounts, checkEmpty, seedAccounts, seedDemo } from './seed';
import { startSimulators } from './vendors/index';
import type { Simulator } from './vendors/simulator';

const ROOT = join(__dirname, '..');
const FUNCTIONS_DIR = join(ROOT, 'dist/cloudfunctions');
const MINIPROGRAM_DIR = join(ROOT, 'miniprogram');

/** Everything but WeChat and the cameras, running on loopback. */
export interface Sandbox {
  /** The one address to open. */
  readonly url: string;
  readonly cloud: Cloud;
  readonly simulators: readonly Simulator[];
  readonly activity: ActivityLog;
  /** What the first owner claims this installation by. */
  readonly bootstrap: string;
  /** Calls a cloud function as that person, as WeChat would. */
  invoke(name: string, event: unknown, openid: string): Promise<unknown>;
  close(): Promise<void>;
}

type Closing = () => Promise<void>;

/** Starts the whole system. What was already started is closed again when a later part fails. */
export async function startSandbox(options: SandboxOptions & { readonly watch?: boolean }): Promise<Sandbox> {
  const closings: Closing[] = [];
  const closeAll = async () => {
    // One part that will not close must not keep the others open.
    for (const close of closings.splice(0).reverse()) await close().catch(() => undefined);
  };
  try {
    return await startParts(options, (close) => closings.push(close), closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function startParts(
  options: SandboxOptions & { readonly watch?: boolean },
  onClose: (close: Closing) => void,
  close: Closing,
): Promise<Sandbox> {
  const { dataDir, devices, accounts, empty, port, noticeMinutes, watch = false } = options;
  if (accounts !== null) checkAccounts(accounts);
  onClose(() => stopEsbuild()); // its helper process would outlive us for a moment, and complain
  const activity = createActivityLog();
  const fleet = makeFleet(devices);
  const [simulators] = await Promise.all([
    accounts === null ? startSimulators({ fleet, startOrigin, ports: portsIn(dataDir) }) : [],
    buildFunctions({ outDir: FUNCTIONS_DIR }),
  ]);
  for (const simulator of simulators) {
    onClose(() => simulator.close());
    onClose(async () => stopListening());
    const stopListening = simulator.onRequest((entry) => {
      const call = `${entry.method} ${entry.path}`;
      activity.add({ kind: 'vendor', at: entry.at, vendor: simulator.vendor, call, outcome: entry.code });
    });
  }

  keepPorts(dataDir, simulators);
  const keys = keyringOf(dataDir);
  const bootstrap = makeBootstrapCode();
  const cloud = await startCloud({
    dataDir,
    functionsDir: FUNCTIONS_DIR,
    collections,
    env: functionsEnvironment({ keys, bootstrap, noticeMinutes }),
    templates: NOTICE_TEMPLATES,
    pages: () => pagesOf(readAppJson(join(MINIPROGRAM_DIR, 'app.json'))),
  }).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  onClose(() => cloud.close());
  // The seed uses the database as the functions do, and the SDK finds it by the environment.
  Object.assign(process.env, cloud.sdkEnv);
  const setup = createSetup(openDatabase(), createSeals(readKeyring(keys)));
  if (empty) await checkEmpty(setup);
  else if (accounts === null) await seedDemo(setup, fleet, simulators);
  else await seedAccounts(setup, accounts);
  await cloud.fireTimer('timer');

  const invoke = (name: string, event: unknown, openid: string) => recordCall({ cloud, activity, name, event, openid });
  const cameras = () => (accounts === null ? describeCameras(fleet, simulators) : []);
  const state = () => ({ database: cloud.database.counts(), bootstrap, link: LINK, cameras: cameras() });
  const tick = () => cloud.fireTimer('timer');
  const preview = await startPreview({
    port,
    miniprogramDir: MINIPROGRAM_DIR,
    invoke,
    files: cloud.files,
    messages: cloud.messages,
    control: createControl({ simulators, activity, invoke, tick, notices: () => cloud.messages.delivered(), state }),
    trustedCertificates: simulators.flatMap(({ origin }) => origin.certificate ?? []),
    watch,
  });
  onClose(() => preview.close());
  return { url: preview.url, cloud, simulators, activity, bootstrap, invoke, close };
}

interface PhoneCall {
  readonly cloud: Cloud;
  readonly activity: ActivityLog;
  readonly name: string;
  readonly event: unknown;
  readonly openid: string;
}

async function recordCall({ cloud, activity, name, event, openid }: PhoneCall): Promise<unknown> {
  const at = Date.now();
  const log = (outcome: string) =>
    activity.add({ kind: 'cloud', at, openid, action: actionOf(event), ms: Date.now() - at, outcome });
  try {
    const reply = await cloud.invoke(name, event, { openid });
    log(outcomeOf(reply));
    return reply;
  } catch (error) {
    log('platform error');
    throw error;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Longer than any action there is: what somebody makes up is not kept whole. */
const LONGEST_ACTION = 40;

const actionOf = (event: unknown): string =>
  isObject(event) && typeof event['action'] === 'string' ? event['action'].slice(0, LONGEST_ACTION) : '?';

function outcomeOf(reply: unknown): string {
  if (!isObject(reply)) return 'no reply';
  if (reply['ok'] === true) return 'ok';
  const error = reply['error'];
  return isObject(error) && typeof error['code'] === 'string' ? error['code'] : 'no reply';
}
