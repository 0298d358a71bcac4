import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import { cursorOf, pagesFrom, positionOf } from '../../core/pages';
import type { ChannelAddress, Driver, DriverDeps, ListedPage } from '../../core/ports';
import { createOvoparkApi, type OvoparkApi } from './api';
import { clipsOf } from './api/clips';
import { check } from './check';
import { ptzOf, readAbilities, snapshotsOf } from './controls';
import { AT_ONCE, explain, readStatus, readStore } from './status';
import { toSources, type OvoparkCredentials } from './wire';

const PAGE_SIZE = 100;
const STORE_LIST = { vendor: 'ovopark', label: 'ovopark stores', mostPages: 1000 };

/** Ovopark 万店掌. A channel's address is its device's id, with the store's id as group. */
export function createOvoparkDriver(deps: DriverDeps<OvoparkCredentials>): Driver {
  const api = createOvoparkApi(deps);
  return {
    id: 'ovopark',
    check: () => check(api, deps.account.credentials),
    listChannels: (from) => listChannels(api, from),
    readStatus: (addresses) => readStatus(api, addresses),
    openLive: (address, quality, avoid = []) => openLive(api, address, quality, avoid),
    clips: clipsOf(api.clips),
    ptz: ptzOf(api),
    snapshots: snapshotsOf(api, deps.clock),
    readAbilities: (address) => readAbilities(api, address),
  };
}

async function* listChannels(api: OvoparkApi, from?: string): AsyncGenerator<ListedPage> {
  const readPage = async (page: number) => {
    const { stores, last } = await api.stores.getDeptListByPage(page + 1, PAGE_SIZE);
    return { rows: stores, last };
  };
  for await (const { rows, next } of pagesFrom(STORE_LIST, readPage, positionOf(from))) {
    const channels = await inParallel(rows, AT_ONCE, ({ id }) => readStore(api, id));
    yield { channels: channels.flat(), next: next && cursorOf(next) };
  }
}

async function openLive(
  api: OvoparkApi,
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
): Promise<readonly LiveSource[]> {
  try {
    const sources = toSources(await api.media.startNewMediaPlay({ deviceId: address.deviceId, quality }));
    if (sources.length === 0) throw new CallError('vendor-protocol', 'ovopark: no live address', { vendor: 'ovopark' });
    const playable = sources.filter(({ protocol }) => !avoid.includes(protocol));
    return playable.length > 0 ? playable : sources;
  } catch (error) {
    throw await explain(api, address, error);
  }
}
