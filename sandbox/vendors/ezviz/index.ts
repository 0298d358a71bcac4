import {
  runSimulator,
  type FleetVendor,
  type SimContext,
  type SimReply,
  type SimRequest,
  type Simulator,
  type SimulatorOptions,
} from '../simulator';
import { APP_KEY, APP_SECRET, createAccount, type Account, type Caller } from './account';
import { createAddresses, type Addresses } from './addresses';
import { createAdmin } from './admin';
import type { CameraState } from './camera';
import { createCaptures } from './captures';
import { CloudStorage, createStorageCalls } from './cloud-storage';
import { LEGACY, NEWER, Refusal, refusalOf, type Success } from './codes';
import { Devices } from './devices';
import type { Endpoint, Endpoints } from './endpoint';
import { readFields, type Fields, type Form } from './fields';
import { createFiles, type Files } from './files';
import { readMultipart } from './multipart';
import { createPresets } from './presets';
import { createPtz } from './ptz';
import { createQueries } from './queries';
import { createRecordings } from './recordings';
import { createSubAccounts } from './sub-accounts';
import { createSwitches } from './switches';
import { createTalk } from './talk';
import { createVoices, VoiceLibrary } from './voices';

export { STOCK, validateCodeOf, type StockDevice } from './stock';
export { MOST_WRONG, STORAGE_CARDS } from './storage-cards';
export type { CameraState } from './camera';

export type EzvizSimulator = Simulator<FleetVendor, CameraState>;

/**
 * EZVIZ's API, its addresses and the cameras behind them. `expireTokens` makes every accessToken issued so far 10002;
 * `quota` answers 10029.
 */
export const startEzviz = (options: SimulatorOptions): Promise<EzvizSimulator> =>
  runSimulator('ezviz', options, (context) => {
    const api = createApi(context);
    const { account, addresses, devices } = api;
    return {
      answer: createDispatch(context, api),
      answerStream: addresses.answerStream,
      credentials: (baseUrl) => ({ baseUrl, appKey: APP_KEY, appSecret: APP_SECRET }),
      expireTokens: account.expireTokens,
      inspect: (serial, channel) => devices.lookUp(serial, channel)?.state() ?? null,
    };
  });

interface Api {
  readonly account: Account;
  readonly devices: Devices;
  readonly addresses: Addresses;
  readonly files: Files;
  readonly endpoints: Endpoints;
}

function createApi(context: SimContext): Api {
  const account = createAccount(context.now);
  const devices = new Devices(context);
  const storage = new CloudStorage(context.now);
  const addresses = createAddresses(context, devices, storage);
  const library = new VoiceLibrary();
  const openFiles = (): Files => files;
  const captures = createCaptures(context, devices, openFiles);
  const open = { pictures: captures.open, voices: (key: string) => library.open(key) };
  const files = createFiles({ now: context.now, baseUrl: context.baseUrl, open });
  const endpoints: Endpoints = {
    ...createAccountEndpoints(account),
    ...createQueries(context, devices, storage),
    ...createAdmin(devices),
    ...addresses.endpoints,
    ...createRecordings(context, devices, storage),
    ...createStorageCalls(context, devices, storage),
    ...createPtz(devices),
    ...createPresets(devices),
    ...createSwitches(context, devices),
    ...captures.endpoints,
    ...createVoices(library, openFiles),
    ...createTalk({ devices, library, files: openFiles }),
  };
  return { account, devices, addresses, files, endpoints };
}

function createDispatch(context: SimContext, { account, endpoints, files }: Api) {
  const call = async (path: string, endpoint: Endpoint, request: SimRequest): Promise<Success> => {
    if (context.faults().quota === true) throw new Refusal('10029');
    const fields = readFields(await readForm(endpoint, request));
    const caller = endpoint.access === 'none' ? NOBODY : account.callerOf(fields.text('accessToken'));
    const injected = context.injectedCode(path);
    if (injected !== null) throw refusalOf(injected);
    authorise(endpoint, fields, caller);
    return endpoint.run(fields, caller);
  };

  return async (request: SimRequest): Promise<SimReply> => {
    const { path } = request;
    const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
    if (!endpoint) return files.answer(request) ?? unserved(path, 404);
    if (request.method !== methodOf(endpoint)) return unserved(path, 405);
    const envelope = endpoint.shape === 'newer' ? NEWER : LEGACY;
    try {
      return { endpoint: path, code: '200', body: envelope.success(await call(path, endpoint, request)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { endpoint: path, code: error.code, body: envelope.refusal(error) };
    }
  };
}

function createAccountEndpoints(account: Account): Endpoints {
  const sub = createSubAccounts(account);
  return {
    '/api/lapp/token/get': { access: 'none', run: (fields) => ({ data: account.getToken(fields) }) },
    '/api/lapp/ram/account/create': { access: 'owner', run: sub.create },
    '/api/lapp/ram/account/get': { access: 'owner', run: sub.get },
    '/api/lapp/ram/account/list': { access: 'owner', run: sub.list },
    '/api/lapp/ram/account/updatePassword': { access: 'owner', run: sub.updatePassword },
    '/api/lapp/ram/account/delete': { access: 'owner', run: sub.delete },
    '/api/lapp/ram/policy/set': { access: 'owner', run: sub.setPolicy },
    '/api/lapp/ram/statement/add': { access: 'owner', run: sub.addStatement },
    '/api/lapp/ram/statement/delete': { access: 'owner', run: sub.deleteStatements },
    '/api/lapp/ram/token/get': { access: 'owner', run: sub.getToken },
  };
}

/** For the one call that needs no token. */
const NOBODY: Caller = { kind: 'sub-account', check: () => undefined, allows: () => false };

/** 10031 for a sub-account whose policy does not reach so far; lists show it only what the policy names. */
function authorise({ access }: Endpoint, fields: Fields, caller: Caller): void {
  if (caller.kind === 'owner' || access === 'none') return;
  caller.check();
  if (access === 'owner') throw new Refusal('10031');
  const permission = typeof access === 'function' ? access(fields) : access;
  const serial = fields.optional('deviceSerial');
  // Data of the device concerns every channel; anything else is done to one, by default the first.
  const channel = fields.optional('channelNo') ?? fields.optional('channel') ?? (permission === 'GET' ? null : '1');
  if (serial !== null && !caller.allows(permission, serial, channel)) throw new Refusal('10031');
}

/** The guide: fields count in a form body, in a multipart body, or, at the newer calls, in headers and the query. */
async function readForm({ shape = 'form' }: Endpoint, request: SimRequest): Promise<Form> {
  switch (shape) {
    case 'form':
      return { fields: request.form, files: new Map() };
    case 'multipart':
      return readMultipart(request);
    case 'newer': {
      const { accesstoken = '' } = request.headers;
      const fields = new URLSearchParams([...request.query].filter(([name]) => name !== 'accessToken'));
      fields.set('accessToken', accesstoken);
      return { fields, files: new Map() };
    }
  }
}

const methodOf = ({ shape }: Endpoint): string => (shape === 'newer' ? 'GET' : 'POST');

const unserved = (endpoint: string, status: number): SimReply => ({
  endpoint,
  status,
  code: status,
  body: { status, path: endpoint },
});
