import { refusals } from './codes';
import type { Fields } from './fields';
import type { DeviceFields, Location } from './registry';

const MOST_TITLE = 64;

/** Fields of a device as a caller names them, checked; those left out are absent. Unknown and reserved ones are ignored. */
export function readDeviceFields(fields: Fields): Partial<DeviceFields> {
  const read: Partial<Record<keyof DeviceFields, unknown>> = {
    title: optional(fields, 'title', isTitle),
    desc: optional(fields, 'desc', isText),
    private: optional(fields, 'private', (value) => typeof value === 'boolean'),
    tags: optional(fields, 'tags', (value) => Array.isArray(value) && value.every(isText)),
    location: optional(fields, 'location', isLocation),
    auth_info: optional(fields, 'auth_info', (value) => isText(value) || isObject(value)),
    area: optional(fields, 'area', isText),
    other: optional(fields, 'other', isObject),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

function optional(fields: Fields, name: string, isGood: (value: unknown) => boolean): unknown {
  const value = fields[name];
  if (value !== undefined && !isGood(value)) throw refusals.parameter(name);
  return value;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTitle = (value: unknown): boolean => isText(value) && value.length > 0 && value.length <= MOST_TITLE;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isLocation(value: unknown): value is Location {
  if (!isObject(value)) return false;
  const { lat, lon, ele = 0 }: Fields = { ...value };
  return [lat, lon, ele].every((number) => typeof number === 'number');
}
