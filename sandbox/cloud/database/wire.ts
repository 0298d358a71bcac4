import { EJSON } from 'bson';
import { CloudFailure, unsupported } from '../failure';

/** A document or expression as plain values: null, boolean, number, string, Date, RegExp, arrays, objects. */
export type Document = Record<string, unknown>;

/** Parses what the SDK sends as extended JSON; server dates become `now` plus their offset. */
export function readDocument(text: string, now: Date): Document {
  const value = readValue(text, now);
  if (!isObject(value)) throw new CloudFailure('INVALID_PARAM', 'an object is expected');
  return value;
}

/** Same for a value of any kind, such as `$limit`'s number. */
export function readValue(text: string, now: Date): unknown {
  let parsed: unknown;
  try {
    parsed = EJSON.parse(text);
  } catch (error) {
    throw new CloudFailure('INVALID_PARAM', `malformed extended JSON: ${error instanceof Error ? error.message : ''}`);
  }
  return toPlain(parsed, now);
}

/** The text a document is stored as, which is also the text the SDK receives. */
export function writeDocument(document: Document): string {
  return EJSON.stringify(document, { relaxed: true });
}

/** Back from stored text. Most documents hold nothing that plain JSON lacks. */
export function parseStored(text: string): Document {
  const value: unknown = text.includes('{"$') ? EJSON.parse(text) : JSON.parse(text);
  if (!isObject(value)) throw new CloudFailure('SYS_ERR', 'a stored document is not an object');
  return value;
}

export function isObject(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  return !Array.isArray(value) && !(value instanceof Date) && !(value instanceof RegExp);
}

function toPlain(value: unknown, now: Date): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map((item) => toPlain(item, now));
  if ('_bsontype' in value) return fromBson(value);
  if ('$tcb_server_date' in value) return serverDate(value.$tcb_server_date, now);
  const entries = Object.entries(value);
  if (entries.some(([key]) => key === '__proto__')) throw new CloudFailure('INVALID_PARAM', 'a field named __proto__');
  return Object.fromEntries(entries.map(([key, item]): [string, unknown] => [key, toPlain(item, now)]));
}

function serverDate(spec: unknown, now: Date): Date {
  const offset = isObject(spec) && typeof spec.offset === 'number' ? spec.offset : 0;
  return new Date(now.getTime() + offset);
}

function fromBson(value: object & { _bsontype: unknown }): unknown {
  if (value._bsontype !== 'BSONRegExp') throw unsupported(`values of type ${String(value._bsontype)}`);
  const { pattern, options } = value as unknown as { pattern: string; options: string };
  const foreign = options.replace(/[imsu]/g, '');
  if (foreign !== '') throw unsupported(`the regular expression option ${foreign}`);
  try {
    return new RegExp(pattern, options);
  } catch {
    throw new CloudFailure('DATABASE_REQUEST_FAILED', '[FailedOperation] $regex has to be a valid pattern');
  }
}
