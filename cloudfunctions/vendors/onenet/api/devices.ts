import * as v from 'valibot';
import { chinaTime } from '../../../core/china-time';
import { idText, integer, optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { assertTitle, assertWithin, lengthOf, MOST_REGISTERED_TITLE } from '../limits';
import { anyReply, chinaTimeText } from '../wire';

/** Guide §1. What a device is; its keys and its own credentials are never read. */
const deviceRow = v.object({
  id: idText,
  title: optionalText,
  desc: optionalText,
  online: v.nullish(v.boolean()),
  private: v.nullish(v.boolean()),
  protocol: optionalText,
  create_time: v.nullish(chinaTimeText),
  /** When it was last seen to come. */
  last_login: v.nullish(v.string()),
  channel_count: v.nullish(integer),
  location: v.nullish(v.object({ lon: v.nullish(v.number()), lat: v.nullish(v.number()), ele: v.nullish(v.number()) })),
  tags: v.nullish(v.array(v.string())),
});
export type DeviceRow = v.InferOutput<typeof deviceRow>;

const devicesReply = v.looseObject({
  data: v.looseObject({ total_count: integer, devices: v.nullish(v.array(deviceRow), []) }),
});
const deviceReply = v.looseObject({ data: deviceRow });
const createdReply = v.looseObject({ data: v.looseObject({ device_id: idText }) });
/** Guide §1.2 answers with a key for the new device; nothing here needs it, so it ends here. */
const registeredReply = v.looseObject({ data: v.object({ device_id: idText }) });

/** What may be said of a device; of one that exists, only what is to change. */
export interface DeviceFields {
  readonly title?: string;
  readonly description?: string;
  /** Degrees and metres. */
  readonly location?: { readonly longitude: number; readonly latitude: number; readonly elevation: number };
  readonly isPrivate?: boolean;
  /** By what the device will prove who it is; unique in the product, made up by the vendor when left out. */
  readonly authInfo?: string | Readonly<Record<string, unknown>>;
  readonly area?: string;
  readonly url?: string;
  readonly other?: Readonly<Record<string, unknown>>;
}

/** Everything that guide §1.5 can search by; conditions add up. */
export interface DeviceFilter {
  /** Beginning of the id, the title or the IMEI. */
  readonly keywords?: string;
  /** Beginning of the title, in upper or lower case. */
  readonly title?: string;
  readonly tag?: string;
  readonly online?: boolean;
  readonly isPrivate?: boolean;
  /** At most 100. */
  readonly ids?: readonly string[];
  readonly authInfo?: string;
  /** Epoch ms; the vendor looks at the days, in China, on which devices were created. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** From 1 to 10,000. */
  readonly page?: number;
  /** From 1 to 100. */
  readonly perPage?: number;
}

/** How a device names itself to the vendor: by one of the two. */
export type DeviceMark = { readonly serial: string } | { readonly mac: string };

const MOST_PAGES = 10_000;
const MOST_PER_PAGE = 100;
const MOST_IDS = 100;
const MOST_MARK = 512;

/** Guide §1: the devices of the product. */
export function devicesApi({ call }: OnenetClient) {
  const onDevice = (deviceId: string) => ({
    path: `devices/${encodeURIComponent(deviceId)}`,
    label: 'devices/id',
  });

  return {
    /** §1.1. Resolves to the id of the new device. */
    async create(device: DeviceFields & { readonly title: string }): Promise<string> {
      assertTitle(device.title);
      const json = { protocol: 'RTMP', ...toFields(device) };
      return (await call({ method: 'POST', path: 'devices', body: { json }, schema: createdReply })).data.device_id;
    },

    /** §1.2. Needs no key of ours; resolves to the id of the new device. */
    async registerByCode(
      code: string,
      device: DeviceMark & { readonly title?: string; readonly area?: number },
    ): Promise<string> {
      const mark = 'serial' in device ? { sn: device.serial } : { mac: device.mac };
      const length = lengthOf('serial' in device ? device.serial : device.mac);
      assertWithin(length > 0 && length <= MOST_MARK, `a serial number or MAC has 1 to ${MOST_MARK} characters`);
      if (device.title !== undefined) assertTitle(device.title, MOST_REGISTERED_TITLE);
      const { title, area } = device;
      const json = { ...mark, ...(title !== undefined && { title }), ...(area !== undefined && { area }) };
      const query = { register_code: code };
      const target = { method: 'POST', path: 'register_de', auth: 'none', query } as const;
      return (await call({ ...target, body: { json }, schema: registeredReply })).data.device_id;
    },

    /** §1.3. */
    async update(deviceId: string, changes: DeviceFields & { readonly tags?: readonly string[] }): Promise<void> {
      if (changes.title !== undefined) assertTitle(changes.title);
      const json = { ...toFields(changes), ...(changes.tags !== undefined && { tags: changes.tags }) };
      await call({ ...onDevice(deviceId), method: 'PUT', body: { json }, schema: anyReply });
    },

    /** §1.4. */
    async view(deviceId: string): Promise<DeviceRow> {
      return (await call({ ...onDevice(deviceId), schema: deviceReply })).data;
    },

    /** §1.5. One page of the devices that fit. */
    async search(filter: DeviceFilter): Promise<{ readonly devices: readonly DeviceRow[]; readonly total: number }> {
      const { data } = await call({ path: 'devices', query: toQuery(filter), schema: devicesReply });
      return { devices: data.devices, total: data.total_count };
    },

    /** §1.6. The vendor erases all its recordings and pictures too. */
    async remove(deviceId: string): Promise<void> {
      await call({ ...onDevice(deviceId), method: 'DELETE', schema: anyReply });
    },
  };
}

function toFields(device: DeviceFields): Readonly<Record<string, unknown>> {
  const { title, description, location, isPrivate, authInfo, area, url, other } = device;
  const place = location && { ele: location.elevation, lat: location.latitude, lon: location.longitude };
  const fields = {
    title,
    desc: description,
    location: place,
    private: isPrivate,
    auth_info: authInfo,
    area,
    url,
    other,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toQuery(filter: DeviceFilter): Readonly<Record<string, string | number | boolean | undefined>> {
  const { ids, page = 1, perPage = MOST_PER_PAGE, createdFrom, createdTo } = filter;
  assertWithin(page >= 1 && page <= MOST_PAGES, `pages go from 1 to ${MOST_PAGES}`);
  assertWithin(perPage >= 1 && perPage <= MOST_PER_PAGE, `a page holds 1 to ${MOST_PER_PAGE} devices`);
  assertWithin(ids === undefined || ids.length <= MOST_IDS, `a search names at most ${MOST_IDS} ids`);
  return {
    page,
    per_page: perPage,
    key_words: filter.keywords,
    title: filter.title,
    tag: filter.tag,
    online: filter.online,
    private: filter.isPrivate,
    device_id: ids?.join(','),
    auth_info: filter.authInfo,
    begin: createdFrom === undefined ? undefined : dayOf(createdFrom),
    end: createdTo === undefined ? undefined : dayOf(createdTo),
  };
}

/** `yyyy-MM-dd` in China. */
const dayOf = (at: number): string => chinaTime(at).slice(0, 10);
