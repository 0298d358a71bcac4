import type { Reachability } from '../../../typings/contract/domain';
import type { ChannelAddress, DriverDeps } from '../../core/ports';
import { createReadAbilities } from './abilities';
import { createAddressCalls } from './addresses';
import { createCheck } from './check';
import { createEzvizClient } from './client';
import { createClips } from './clips';
import { createCloudStorage } from './cloud-storage';
import { createReadDeviceState, createReadStorage } from './device-state';
import { createDevices } from './devices';
import { createListChannels } from './list-channels';
import { createLists } from './lists';
import { createDisableAddress, createOpenLive } from './live';
import { createPresets } from './presets';
import { createPtz } from './ptz';
import { createRecordings } from './recordings';
import { createSnapshots } from './snapshots';
import { readStatus } from './status';
import { createEncryption, createSwitches } from './switches';
import { createTalk } from './talk';
import { createVendorApp } from './vendor-app';
import { toReachability, type DeviceRow, type EzvizCredentials } from './wire';

/** Every call of the vendor, by what it is for; the driver offers what other vendors have, too. */
export function createEzvizApi(deps: DriverDeps<EzvizCredentials>) {
  const client = createEzvizClient(deps);
  const ask = createAddressCalls(client.read, deps.clock);
  const lists = createLists(client.read);
  const readDeviceState = createReadDeviceState(client.read);
  const { subAccount, recordingProject } = deps.account.credentials;

  return {
    lists,
    listChannels: createListChannels(client.read, lists, deps.clock),
    check: createCheck(client.read),
    readStatus: (addresses: readonly ChannelAddress[]) =>
      readStatus({ read: client.read, lists, readDeviceState }, addresses),
    readDeviceState,
    readStorage: createReadStorage(readDeviceState),
    readAbilities: createReadAbilities(client.read),
    openLive: createOpenLive(ask),
    disableAddress: createDisableAddress(client),
    ptz: createPtz(client),
    presets: createPresets(client),
    recordings: createRecordings(client, ask, deps.clock),
    cloudStorage: createCloudStorage(client),
    talk: createTalk(client),
    switches: createSwitches(client),
    encryption: createEncryption(client),
    snapshots: createSnapshots(client, deps.clock),
    devices: createDevices(client),
    clips: recordingProject === undefined ? null : createClips(client, recordingProject),
    vendorApp: subAccount === undefined ? null : createVendorApp(client, subAccount, deps),

    /** The account's devices in one state. The vendor cannot search, so that all its pages are read. */
    async *listDevices(state: Reachability): AsyncGenerator<DeviceRow, void> {
      for await (const page of lists.devicePages()) {
        yield* page.filter(({ status }) => toReachability(status) === state);
      }
    },
  };
}
