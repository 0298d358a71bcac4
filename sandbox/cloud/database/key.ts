import { isObject } from './wire';

/**
 * Index keys: bytes that compare as MongoDB compares the values.
 * A key is a tag, in MongoDB's order of types, and then the value.
 */

const TAG = { null: 1, number: 2, string: 3, boolean: 8, date: 9 } as const;

/** The key of an indexable value, undefined meaning a missing field; null for what cannot be indexed here. */
export function keyOf(value: unknown): Buffer | null {
  if (value === null || value === undefined) return Buffer.of(TAG.null);
  switch (typeof value) {
    case 'number':
      return Buffer.concat([Buffer.of(TAG.number), sortableDouble(value)]);
    case 'string':
      return Buffer.concat([Buffer.of(TAG.string), Buffer.from(value, 'utf8')]);
    case 'boolean':
      return Buffer.of(TAG.boolean, value ? 1 : 0);
    default:
      return value instanceof Date ? Buffer.concat([Buffer.of(TAG.date), sortableDouble(value.getTime())]) : null;
  }
}

/** The key of a document's field; null when an array or object is there, or an array on the way. */
export function fieldKey(document: unknown, path: string): Buffer | null {
  let value = document;
  for (const part of path.split('.')) {
    if (Array.isArray(value)) return null;
    value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return keyOf(value);
}

/** The first key after every value of the same type: comparisons never cross types. */
export function typeEnd(key: Buffer): Buffer {
  return Buffer.of((key[0] ?? 0) + 1);
}

/** The first key of the same type. */
export function typeStart(key: Buffer): Buffer {
  return Buffer.of(key[0] ?? 0);
}

/** Big-endian IEEE 754 with the sign folded in, so that bytes order as numbers do; NaN comes before all. */
function sortableDouble(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isNaN(value)) return bytes;
  bytes.writeDoubleBE(value === 0 ? 0 : value); // -0 equals 0
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0;
  if (!negative) bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  else for (let i = 0; i < 8; i++) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
  return bytes;
}

/** The value back from its key. */
export function valueOfKey(key: Buffer): unknown {
  const rest = key.subarray(1);
  switch (key[0]) {
    case TAG.number:
      return fromSortableDouble(rest);
    case TAG.string:
      return rest.toString('utf8');
    case TAG.boolean:
      return rest[0] === 1;
    case TAG.date:
      return new Date(fromSortableDouble(rest));
    default:
      return null;
  }
}

function fromSortableDouble(sortable: Buffer): number {
  const bytes = Buffer.from(sortable);
  if (bytes.every((byte) => byte === 0)) return NaN;
  const negative = ((bytes[0] ?? 0) & 0x80) === 0;
  if (!negative) bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  else for (let i = 0; i < 8; i++) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
  return bytes.readDoubleBE(0);
}
