import { randomUUID } from 'node:crypto';
import type { Call, Endpoints } from './call';
import { refusals, type Success } from './codes';
import { readDeviceFields } from './device-fields';
import { sameAuthInfo, searchFilter } from './device-search';
import { formatTime, integer, jsonBody, required, type Fields } from './fields';
import { deviceKey, REGISTER_CODE } from './keys';
import { PLAIN_FIELDS, type Device, type Registry } from './registry';

const MOST_PAGE = 10_000;
const PER_PAGE = { most: 100, fallback: 30 };
const MOST_STATUS_IDS = 30;
const MOST_STATUS_TEXT = 500;
const MOST_REGISTER_TITLE = 32;
const MOST_MARK = 512;

/** Sections 1 and 8 of the guide: devices and their online state. */
export function deviceEndpoints(registry: Registry): Endpoints {
  const named = ({ part }: Call): Device => {
    const device = registry.find(part);
    if (!device) throw refusals.parameter('device_id');
    return device;
  };
  return {
    'POST /devices': { access: 'master', run: (call) => create(call, registry) },
    'POST /register_de': { access: 'anybody', run: (call) => register(call, registry) },
    'PUT /devices/{device_id}': { access: 'key', run: (call) => update(named(call), call, registry) },
    'GET /devices/{device_id}': { access: 'key', run: (call) => ({ data: view(named(call), registry) }) },
    'GET /devices': { access: 'key', run: (call) => search(call, registry) },
    'DELETE /devices/{device_id}': {
      access: 'key',
      run: (call) => {
        registry.remove(named(call));
        return {};
      },
    },
    'GET /ipc/video/device/QryDevStatus': { access: 'key', run: ({ query }) => status(query, registry) },
  };
}

function create({ request }: Call, registry: Registry): Success {
  const fields = jsonBody(request);
  const { title, auth_info = randomUUID(), ...rest } = readDeviceFields(fields);
  if (title === undefined) throw refusals.parameter('title');
  if (fields.protocol !== 'RTMP') throw refusals.parameter('protocol');
  refuseTaken(auth_info, registry);
  return { data: { device_id: registry.create({ ...PLAIN_FIELDS, ...rest, title, auth_info }).id } };
}

function refuseTaken(authInfo: unknown, registry: Registry, owner?: Device): void {
  for (const device of registry.all()) {
    if (device !== owner && sameAuthInfo(device.fields.auth_info, authInfo)) throw refusals.authInfoTaken();
  }
}

/** Section 1.2. A mark that came before gets the device it got then. */
function register({ query, request }: Call, registry: Registry): Success {
  if (required(query, 'register_code') !== REGISTER_CODE) throw refusals.unauthenticated();
  const fields = jsonBody(request);
  const mark = markOf(fields);
  const { title = '', area } = fields;
  if (typeof title !== 'string' || title.length > MOST_REGISTER_TITLE) throw refusals.parameter('title');
  if (area !== undefined && (typeof area !== 'number' || !Number.isInteger(area))) throw refusals.parameter('area');
  const known = [...registry.all()].find((device) => sameAuthInfo(device.fields.auth_info, mark));
  const place = area === undefined ? {} : { area: String(area) };
  const { id } = known ?? registry.create({ ...PLAIN_FIELDS, ...place, title, auth_info: mark });
  return { data: { key: deviceKey(id), device_id: Number(id) } };
}

/** One of `sn` and `mac`, not both. */
function markOf({ sn, mac }: Fields): Fields {
  const value = sn ?? mac;
  if ((sn === undefined) === (mac === undefined)) throw refusals.parameter('sn,mac');
  if (typeof value !== 'string' || value === '' || value.length > MOST_MARK) throw refusals.parameter('sn,mac');
  return sn === undefined ? { mac } : { sn };
}

function update(device: Device, { request }: Call, registry: Registry): Success {
  const fields = readDeviceFields(jsonBody(request));
  if (fields.auth_info !== undefined) refuseTaken(fields.auth_info, registry, device);
  device.fields = { ...device.fields, ...fields };
  return {};
}

function search({ query, caller }: Call, registry: Registry): Success {
  const page = integer(query, 'page', { most: MOST_PAGE, fallback: 1 });
  const perPage = integer(query, 'per_page', PER_PAGE);
  const matches = searchFilter(query, registry.isOnline);
  const seen = [...registry.all()].filter(
    (device) => (caller.kind !== 'device' || device.id === caller.deviceId) && matches(device),
  );
  const rows = seen.slice((page - 1) * perPage, page * perPage).map((device) => row(device, registry));
  return { data: { total_count: seen.length, per_page: perPage, page, devices: rows } };
}

/** One device alone comes with its keys. */
const view = (device: Device, registry: Registry): object => ({
  ...row(device, registry),
  protocol: 'rtmp',
  keys: [{ title: 'device-auto-key', key: deviceKey(device.id) }],
});

const row = (device: Device, registry: Registry): object => ({
  id: device.id,
  protocol: 'RTMP',
  ...device.fields,
  online: registry.isOnline(device),
  create_time: formatTime(device.createdAt),
  channel_count: device.channels.size,
  last_login: formatTime(registry.lastLogin(device)),
});

/** QryDevStatus answers in `result`; unknown ids are left out. */
function status(query: URLSearchParams, registry: Registry): Success {
  const text = required(query, 'devIds');
  const ids = text.split(',');
  const isGood = ids.length <= MOST_STATUS_IDS && text.length <= MOST_STATUS_TEXT;
  if (!isGood || !ids.every((id) => /^\d+$/.test(id))) throw refusals.parameter('devIds');
  const found = ids.flatMap((id) => registry.find(id) ?? []);
  const devices = found.map((device) => ({ id: device.id, online: registry.isOnline(device) }));
  return { result: { total_count: found.length, devices } };
}
