import type { Condition } from '../../../typings/contract/domain';
import type { ErrorCode } from '../../../typings/contract/errors';
import type { FoundDevice } from '../../core/device-admin';
import { parseChinaTime } from '../../core/china-time';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import { cursorOf, pagesFrom, positionOf } from '../../core/pages';
import type { ChannelAddress, Clock, ListedPage, VendorChannel, VendorStatus } from '../../core/ports';
import type { OnenetApi } from './api';
import type { ChannelRow } from './api/channels';
import type { DeviceRow } from './api/devices';

const PAGE_SIZE = 100;
const DEVICE_LIST = { vendor: 'onenet', label: 'onenet devices', mostPages: 10_000 };
const AT_ONCE = 5;
/** How long the product's encryption switch is taken for granted. */
const ENCRYPTION_KNOWN_MS = 5 * 60_000;
const NO_SUCH_CALL: readonly ErrorCode[] = ['not-found', 'unsupported', 'vendor-protocol'];

export type ReadCondition = () => Promise<Condition>;

/** Encryption is a switch of the whole product; a device has none of its own. */
export interface Conditions {
  readonly read: ReadCondition;
  /** For what somebody has just been told, or has just switched. */
  note(encrypted: boolean): void;
}

export function createConditions({ product }: OnenetApi, clock: Clock): Conditions {
  let known: { readonly condition: Condition; readonly until: number } | undefined;
  const note = (encrypted: boolean): Condition => {
    const condition = encrypted ? 'encrypted' : 'clear';
    known = { condition, until: clock.now() + ENCRYPTION_KNOWN_MS };
    return condition;
  };
  return {
    async read() {
      if (known !== undefined && known.until > clock.now()) return known.condition;
      return note(await isEncrypted(product));
    },
    note,
  };
}

/** Editions of the API that lack the switch have no encryption to switch. */
async function isEncrypted(product: OnenetApi['product']): Promise<boolean> {
  try {
    return await product.readEncryption();
  } catch (error) {
    if (error instanceof CallError && NO_SUCH_CALL.includes(error.code)) return false;
    throw error;
  }
}

export async function* listChannels(
  api: OnenetApi,
  readCondition: ReadCondition,
  from?: string,
): AsyncGenerator<ListedPage> {
  const condition = await readCondition();
  const readPage = async (page: number, seen: number) => {
    const { devices: rows, total } = await api.devices.search({ page: page + 1, perPage: PAGE_SIZE });
    return { rows, last: rows.length === 0 || seen + rows.length >= total };
  };
  for await (const { rows, next } of pagesFrom(DEVICE_LIST, readPage, positionOf(from))) {
    const found = await inParallel(rows, AT_ONCE, (device) => readDevice(api, device, condition));
    yield { channels: found.flat(), next: next && cursorOf(next) };
  }
}

/** A device by its id, or by the serial number that it proves itself by. */
export async function findDevice(
  api: OnenetApi,
  readCondition: ReadCondition,
  { serial, deviceId }: { readonly serial: string; readonly deviceId: string | undefined },
): Promise<FoundDevice | null> {
  const filter = deviceId === undefined ? { authInfo: serial } : { ids: [deviceId] };
  const [condition, { devices }] = await Promise.all([readCondition(), api.devices.search({ ...filter, perPage: 1 })]);
  const [device] = devices;
  return device ? { deviceId: device.id, channels: await readDevice(api, device, condition) } : null;
}

async function readDevice(
  { channels }: OnenetApi,
  device: DeviceRow,
  condition: Condition,
): Promise<readonly VendorChannel[]> {
  if (device.channel_count === 0) return [];
  const rows = await channels.list(device.id);
  return rows.map((channel) => toChannel(device, channel, rows.length === 1, condition));
}

/** A device's name suffices for its only channel. Titles of channels hold letters and digits only; `desc` is free. */
function toChannel(device: DeviceRow, channel: ChannelRow, alone: boolean, condition: Condition): VendorChannel {
  const deviceName = device.title || device.id;
  return {
    address: { deviceId: device.id, channelId: channel.channel_id, groupId: null },
    reachability: device.online === true ? 'online' : device.online === false ? 'offline' : 'unknown',
    // When it last came: since when an offline one is gone, the vendor does not say.
    since: device.online === true ? parseChinaTime(device.last_login ?? '') : null,
    condition,
    name: alone ? deviceName : channel.desc || `${deviceName} ${channel.title || channel.channel_id}`,
    groupName: null,
    qualities: ['main'],
  };
}

export async function readStatus(
  { status }: OnenetApi,
  readCondition: ReadCondition,
  addresses: readonly ChannelAddress[],
): Promise<readonly VendorStatus[]> {
  const ids = [...new Set(addresses.map(({ deviceId }) => deviceId))];
  const [condition, online] = await Promise.all([readCondition(), status.read(ids)]);
  return addresses.flatMap((address) => {
    const state = online.get(address.deviceId);
    if (state === undefined) return [];
    return [{ address, reachability: state ? ('online' as const) : ('offline' as const), since: null, condition }];
  });
}
