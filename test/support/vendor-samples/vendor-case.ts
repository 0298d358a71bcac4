import type { DriverDeps, HttpPort } from '../../../cloudfunctions/core/ports';
import { createEzvizApi } from '../../../cloudfunctions/vendors/ezviz/api';
import { ezvizCredentials } from '../../../cloudfunctions/vendors/ezviz/wire';
import { vendors } from '../../../cloudfunctions/vendors/index';
import { createOnenetApi } from '../../../cloudfunctions/vendors/onenet/api';
import { onenetCredentials } from '../../../cloudfunctions/vendors/onenet/wire';
import { createOvoparkApi } from '../../../cloudfunctions/vendors/ovopark/api';
import { ovoparkCredentials } from '../../../cloudfunctions/vendors/ovopark/wire';
import type { FleetVendor } from '../../../sandbox/fleet';
import { PROJECT, startEzviz } from '../../../sandbox/vendors/ezviz/index';
import { startOnenet } from '../../../sandbox/vendors/onenet/index';
import { startOvopark } from '../../../sandbox/vendors/ovopark/index';
import type { Simulator, SimulatorOptions } from '../../../sandbox/vendors/simulator';
import * as v from 'valibot';
import { makeDriverDeps } from '../driver-deps';
import { driverSamples } from './driver';
import { ezvizExtras, ezvizSamples } from './ezviz';
import { onenetSamples } from './onenet';
import { ovoparkSamples } from './ovopark';
import { functionsOf, type Samples, type Target, type World } from './sample';

export type Credentials = Readonly<Record<string, unknown>>;

/** One account of a vendor, ready to be called by the names of its functions. */
export interface OpenAccount {
  prepare(name: string, world: World): Promise<World>;
  run(name: string, world: World): Promise<unknown>;
}

/** One vendor with a sample of each of its calls. */
export interface VendorCase {
  readonly id: FleetVendor;
  start(options: SimulatorOptions): Promise<Simulator>;
  /** Every function there is, sample or none. */
  readonly functions: readonly string[];
  /** Those of them that have a sample. */
  readonly names: readonly string[];
  /** How long after its preparation a call is made, ms. */
  pauseBefore(name: string): number;
  /** What a call's account holds beyond, or instead of, what the simulator says. */
  credentialsFor(name: string, told: Credentials): Credentials;
  open(deps: DriverDeps<unknown>): OpenAccount;
  readonly newDevice: World['newDevice'];
}

interface Definition<Api> extends Pick<VendorCase, 'id' | 'start' | 'newDevice'> {
  readonly samples: Samples<Api>;
  /** Well-formed credentials; they open nothing. */
  readonly example: Credentials;
  /** What an account holds for all its functions to be there. */
  readonly account?: Credentials;
  createApi(deps: DriverDeps<unknown>): Api;
  /** The functions that the driver does not have under the same names; all when left out. */
  readonly extras?: (api: Api) => object;
}

const MINUTE_MS = 60_000;
const nowhere: HttpPort = async () => {
  throw new Error('no vendor is asked here');
};

function defineCase<Api>(definition: Definition<Api>): VendorCase {
  const { id, start, newDevice, samples, example, account, createApi } = definition;
  const { extras = (api: Api): unknown => api } = definition;
  const all: Samples<Api> = { ...driverSamples, ...samples };
  const found = vendors.find((vendor) => vendor.id === id);
  if (found === undefined) throw new Error(`${id} is not in the list of vendors`);
  const sampleOf = (name: string) => {
    const sample = all[name];
    if (sample === undefined) throw new Error(`${id} has no sample of ${name}`);
    return sample;
  };
  const reach = (deps: DriverDeps<unknown>): Target<Api> => ({ driver: found.open(deps), api: createApi(deps) });
  const { driver, api } = reach(makeDriverDeps<unknown>({ ...example, ...account }, nowhere));
  const functions = [...functionsOf(driver, 'driver'), ...functionsOf(extras(api), 'api')];
  return {
    id,
    start,
    newDevice,
    functions,
    names: functions.filter((name) => Object.hasOwn(all, name)),
    pauseBefore: (name) => sampleOf(name).pauseMs ?? MINUTE_MS,
    credentialsFor: (name, told) => ({ ...told, ...account, ...sampleOf(name).credentials }),
    open(deps) {
      const target = reach(deps);
      return {
        prepare: async (name, world) => ({ ...world, ...(await sampleOf(name).prepare?.(target, world)) }),
        run: async (name, world) => sampleOf(name).run(target, world),
      };
    },
  };
}

/** The account's credentials in the vendor's own type. */
function typed<C>(deps: DriverDeps<unknown>, schema: v.GenericSchema<unknown, C>): DriverDeps<C> {
  return { ...deps, account: { id: deps.account.id, credentials: v.parse(schema, deps.account.credentials) } };
}

export const vendorCases: readonly VendorCase[] = [
  defineCase({
    id: 'ezviz',
    start: startEzviz,
    newDevice: { deviceId: 'K20000001', code: 'KANDIA', name: '新机位' },
    samples: ezvizSamples,
    example: { baseUrl: 'https://ezviz.example', appKey: 'k', appSecret: 's' },
    account: { subAccount: { prefix: 'kandian', lifeMinutes: 60 }, recordingProject: PROJECT },
    createApi: (deps) => createEzvizApi(typed(deps, ezvizCredentials)),
    extras: ezvizExtras,
  }),
  defineCase({
    id: 'onenet',
    start: startOnenet,
    newDevice: { deviceId: 'sample-1', code: '', name: '新机位' },
    samples: onenetSamples,
    example: { baseUrl: 'http://onenet.example', productId: '1', apiKey: 'k', accessKey: 'czNjcmV0' },
    createApi: (deps) => createOnenetApi(typed(deps, onenetCredentials)),
  }),
  defineCase({
    id: 'ovopark',
    start: startOvopark,
    newDevice: { deviceId: '139000', code: '', name: '新机位' },
    samples: ovoparkSamples,
    example: { liveUrl: 'http://o.example/c', gatewayUrl: 'http://o.example/m', accessKey: 'k', accessSecret: 's' },
    createApi: (deps) => createOvoparkApi(typed(deps, ovoparkCredentials)),
  }),
];
