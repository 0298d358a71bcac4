import type { Condition, LiveSource, Protocol, Quality } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import type { ChannelAddress, Driver, DriverDeps, VendorChannel, VendorStatus } from '../../core/ports';
import { createOnenetClient, type OnenetRead } from './client';
import { liveRefusals } from './codes';
import {
  channelsReply,
  devicesReply,
  encryptionReply,
  playReply,
  PROTOCOL_NUMBER,
  statusBatches,
  statusReply,
  toChannel,
  toSource,
  type DeviceRow,
  type OnenetCredentials,
  type OnenetProtocol,
} from './wire';

const PAGE_SIZE = 100;
const MOST_PAGES = 10_000;
const AT_ONCE = 5;
/** How long the product's encryption switch is taken for granted. */
const ENCRYPTION_KNOWN_MS = 5 * 60_000;
const NO_SUCH_CALL: readonly ErrorCode[] = ['not-found', 'unsupported', 'vendor-protocol'];

/** OneNET 中移物联 video. A channel's address is its device's id and its channel number. */
export function createOnenetDriver(deps: DriverDeps<OnenetCredentials>): Driver {
  const read = createOnenetClient(deps);
  const readCondition = createConditionReader(read, deps);
  return {
    id: 'onenet',
    listChannels: () => listChannels(read, readCondition),
    readStatus: (addresses) => readStatus(read, readCondition, addresses),
    openLive: (address, quality, avoid = []) => openLive(read, address, quality, avoid),
  };
}

type ReadCondition = () => Promise<Condition>;

/** Encryption is a switch of the whole product; a device has none of its own. */
function createConditionReader(read: OnenetRead, { account, clock }: DriverDeps<OnenetCredentials>): ReadCondition {
  let known: { readonly condition: Condition; readonly until: number } | undefined;
  return async () => {
    if (known !== undefined && known.until > clock.now()) return known.condition;
    const condition = await readSwitch(read, account.credentials.productId);
    known = { condition, until: clock.now() + ENCRYPTION_KNOWN_MS };
    return condition;
  };
}

/** Editions of the API that lack the switch have no encryption to switch. */
async function readSwitch(read: OnenetRead, productId: string): Promise<Condition> {
  try {
    const query = { product_id: productId };
    const reply = await read({ path: 'ipc/video/trans_encrypt', query, schema: encryptionReply });
    return reply.trans_enc === 1 ? 'encrypted' : 'clear';
  } catch (error) {
    if (error instanceof CallError && NO_SUCH_CALL.includes(error.code)) return 'clear';
    throw error;
  }
}

async function* listChannels(read: OnenetRead, readCondition: ReadCondition): AsyncGenerator<readonly VendorChannel[]> {
  const condition = await readCondition();
  let seen = 0;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await read({ path: 'devices', query: { page, per_page: PAGE_SIZE }, schema: devicesReply });
    const channels = await inParallel(data.devices, AT_ONCE, (device) => readChannels(read, device, condition));
    if (data.devices.length > 0) yield channels.flat();
    seen += data.devices.length;
    if (data.devices.length === 0 || seen >= data.total_count) return;
  }
  throw new CallError('unsupported', `onenet devices: more pages than the vendor's limit of ${MOST_PAGES}`);
}

async function readChannels(
  read: OnenetRead,
  device: DeviceRow,
  condition: Condition,
): Promise<readonly VendorChannel[]> {
  if (device.channel_count === 0) return [];
  const path = 'ipc/video/device/QryChannel';
  const { result } = await read({ path, query: { device_id: device.id }, schema: channelsReply });
  return result.map((channel) => toChannel(device, channel, result.length === 1, condition));
}

async function readStatus(
  read: OnenetRead,
  readCondition: ReadCondition,
  addresses: readonly ChannelAddress[],
): Promise<readonly VendorStatus[]> {
  const ids = [...new Set(addresses.map(({ deviceId }) => deviceId))];
  const ask = (devIds: string) =>
    read({ path: 'ipc/video/device/QryDevStatus', query: { devIds }, schema: statusReply });
  const [condition, replies] = await Promise.all([readCondition(), inParallel(statusBatches(ids), AT_ONCE, ask)]);
  const online = new Map(replies.flatMap(({ result }) => result.devices).map((device) => [device.id, device.online]));
  return addresses.flatMap((address) => {
    const state = online.get(address.deviceId);
    if (state === undefined) return [];
    return [{ address, reachability: state ? ('online' as const) : ('offline' as const), since: null, condition }];
  });
}

async function openLive(
  read: OnenetRead,
  address: ChannelAddress,
  quality: Quality,
  avoid: readonly Protocol[],
): Promise<readonly LiveSource[]> {
  if (quality !== 'main') throw new CallError('unsupported', 'onenet: a camera has one stream', { vendor: 'onenet' });
  const protocol: OnenetProtocol = avoid.includes('rtmp') && !avoid.includes('hls') ? 'hls' : 'rtmp';
  const { data } = await read({
    path: 'ipc/video/play_address',
    query: {
      device_id: address.deviceId,
      channel_id: address.channelId,
      protocol_type: PROTOCOL_NUMBER[protocol],
    },
    schema: playReply,
    refusals: liveRefusals,
  });
  // WeChat's player speaks no encrypted RTMP.
  if (data.type === 'rtmpe')
    throw new CallError('device-encrypted', 'onenet: rtmpe is not playable', { vendor: 'onenet' });
  return [toSource(protocol, address, data)];
}
