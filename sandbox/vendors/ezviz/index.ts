import {
  boxOfCameras,
  runSimulator,
  type FleetVendor,
  type SimContext,
  type Simulator,
  type SimulatorOptions,
} from '../simulator';
import { APP_KEY, APP_SECRET, createAccount, type Account } from './account';
import { createAddresses, type Addresses } from './addresses';
import { createAdmin } from './admin';
import type { CameraState } from './camera';
import { createCaptures } from './captures';
import { createCloudRecording, type CloudRecording } from './cloud-recording';
import { CloudStorage, createStorageCalls } from './cloud-storage';
import { Devices } from './devices';
import { createDispatch } from './dispatch';
import type { Endpoints } from './endpoint';
import { createFiles, type Files } from './files';
import { createPresets } from './presets';
import { createPtz } from './ptz';
import { createQueries } from './queries';
import { PROJECT } from './record-rows';
import { createRecordings } from './recordings';
import { createSubAccounts } from './sub-accounts';
import { createSwitches } from './switches';
import { createTalk } from './talk';
import { createVoices, VoiceLibrary } from './voices';

export { PROJECT } from './record-rows';
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
    const { account, addresses, devices, files, recording } = api;
    return {
      answer: createDispatch(context, api),
      answerStream: addresses.answerStream,
      credentials: (baseUrl) => ({ baseUrl, appKey: APP_KEY, appSecret: APP_SECRET, recordingProject: PROJECT }),
      expireTokens: account.expireTokens,
      expireAddresses: () => {
        addresses.expireAll();
        files.expireAll();
      },
      loseLines: recording.loseLines,
      boxOf: (serial) => boxOfCameras(devices.lookUpAny(serial)?.cameras.map(({ demo }) => demo) ?? []),
      inspect: (serial, channel) => devices.lookUp(serial, channel)?.state() ?? null,
    };
  });

interface Api {
  readonly account: Account;
  readonly devices: Devices;
  readonly addresses: Addresses;
  readonly files: Files;
  readonly recording: CloudRecording;
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
  const recording = createCloudRecording({ context, devices, storage, files: openFiles });
  const open = { pictures: captures.open, voices: (key: string) => library.open(key), records: recording.open };
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
    ...recording.endpoints,
    ...createVoices(library, openFiles),
    ...createTalk({ devices, library, files: openFiles }),
  };
  return { account, devices, addresses, files, recording, endpoints };
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
