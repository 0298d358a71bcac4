import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createCredentials, sdkEnvironment } from './credentials';
import { databaseActions } from './database/actions';
import type { CollectionManifest } from './database/manifest';
import type { Operations } from './database/operations';
import { OperationCounter } from './database/operations';
import { Store } from './database/store';
import { Transactions } from './database/transactions';
import { fileActions } from './files/actions';
import { FileStore } from './files/file-store';
import { PersonFiles } from './files/person-files';
import { createUrlSigner } from './files/signed-url';
import { databaseIn, filesIn, messagesIn } from './folder';
import { functionActions } from './functions/actions';
import type { CloudLogEntry, FunctionHost, HostOptions } from './functions/host';
import { startFunctionHost } from './functions/host';
import type { Caller } from './functions/identity';
import { openApiActions } from './open-api/actions';
import { openServiceMessages, type MessageTemplate, type ServiceMessages } from './open-api/service-messages';
import { createHandler, FILES_PATH, listen } from './server';

export type { CloudLogEntry, CollectionManifest, MessageTemplate, ServiceMessages };

export interface CloudOptions {
  /** Where database and files are kept; made when missing. */
  readonly dataDir: string;
  /** Where `npm run build:functions` put the functions. */
  readonly functionsDir: string;
  readonly collections: CollectionManifest;
  /** The functions' own environment variables, at most 4 KB as on the platform. */
  readonly env: Readonly<Record<string, string>>;
  /** The mini-program's pages (`folder/page`), to which its codes lead; none unless told. */
  readonly pages?: () => readonly string[];
  /** The templates of subscribe messages that the mini-program has in WeChat's console; none unless told. */
  readonly templates?: readonly MessageTemplate[];
  /** The most function instances at one time; 16 unless told. */
  readonly workers?: number;
  readonly log?: (entry: CloudLogEntry) => void;
}

/** A CloudBase environment on loopback. */
export interface Cloud {
  /** The SDK's endpoint, `http://127.0.0.1:<port>/admin`. */
  readonly url: string;
  /** The environment variables that point the real SDK here, with credentials of this start. */
  readonly sdkEnv: Readonly<Record<string, string>>;
  /** Calls a function as a person, a trigger or nobody; rejects with CloudFailure. */
  invoke(fn: string, event: unknown, caller: Caller): Promise<unknown>;
  /** Runs a function's timer trigger now. */
  fireTimer(fn: string): Promise<unknown>;
  readonly database: Operations;
  /** The files as phones reach them. */
  readonly files: PersonFiles;
  /** What people have let WeChat send them, and what it has sent. */
  readonly messages: ServiceMessages;
  /** How many function instances are alive. */
  instances(): number;
  close(): Promise<void>;
}

const WORKERS = 16;
const IDLE_MS = 60_000;
const MOST_ENVIRONMENT_BYTES = 4096;

/** Starts everything; throws one short Error when folder, database, functions or environment do not allow it. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  checkEnvironment(options.env);
  prepareFolder(options.dataDir);
  const store = Store.open(databaseIn(options.dataDir), options.collections);
  try {
    return await assemble(options, store);
  } catch (error) {
    store.close();
    throw error;
  }
}

async function assemble(options: CloudOptions, store: Store): Promise<Cloud> {
  const { dataDir, functionsDir, env, workers, log, pages = () => [], templates = [] } = options;
  const credentials = createCredentials();
  const operations = new OperationCounter();
  const transactions = new Transactions(store, Date.now);
  const files = new FileStore(filesIn(dataDir));
  const messages = openServiceMessages(messagesIn(dataDir), templates);
  const signer = createUrlSigner(credentials.secretKey, Date.now);
  const server = createServer();
  const origin = await listen(server);
  const url = `${origin}/admin`;
  const sdkEnv = sdkEnvironment(credentials, url);
  const environment = { ...env, ...sdkEnv };
  const host = await startHost(server, {
    functionsDir,
    environment,
    workers: workers ?? WORKERS,
    idleMs: IDLE_MS,
    log: log ?? (() => undefined),
  });
  const actions = {
    ...databaseActions({ store, operations, transactions, now: Date.now }),
    ...fileActions({ files, signer, address: origin + FILES_PATH, now: Date.now }),
    ...functionActions(host),
    ...openApiActions(host, { pages, messages, now: Date.now }),
  };
  server.on('request', createHandler({ credentials, actions, files, signer, now: Date.now }));
  return {
    url,
    sdkEnv,
    invoke: async (fn, event, caller) => (await host.invoke(fn, event, caller)).result,
    fireTimer: async (fn) => (await host.fireTimer(fn)).result,
    database: operations,
    files: new PersonFiles({ files, signer, address: origin + FILES_PATH, now: Date.now }),
    messages,
    instances: () => host.instances(),
    async close() {
      await host.close();
      await closeServer(server);
      store.close();
    },
  };
}

async function startHost(server: Server, options: HostOptions): Promise<FunctionHost> {
  try {
    return startFunctionHost(options);
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    throw new Error(`cannot write to the data folder ${dataDir}`, { cause: error });
  }
}

function checkEnvironment(env: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(env).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (bytes <= MOST_ENVIRONMENT_BYTES) return;
  throw new Error(`the functions' environment takes ${bytes} bytes; the platform allows ${MOST_ENVIRONMENT_BYTES}`);
}
