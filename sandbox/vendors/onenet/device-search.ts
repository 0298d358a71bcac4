import { refusals } from './codes';
import { date, flag, formatTime } from './fields';
import type { Device } from './registry';

const MOST_IDS = 100;

type Condition = (device: Device) => boolean;

/** Section 1.5: every filter given must hold. */
export function searchFilter(query: URLSearchParams, isOnline: Condition): Condition {
  const conditions = [words(query), switches(query, isOnline), ids(query), dates(query), authInfo(query)];
  return (device) => conditions.every((holds) => holds(device));
}

/** `key_words` and `title` match from the left; only `title` takes capitals for small letters. */
function words(query: URLSearchParams): Condition {
  const keyWords = query.get('key_words') ?? '';
  const title = (query.get('title') ?? '').toLowerCase();
  const tag = query.get('tag');
  return ({ id, fields }) =>
    (id.startsWith(keyWords) || fields.title.startsWith(keyWords)) &&
    fields.title.toLowerCase().startsWith(title) &&
    (tag === null || fields.tags.includes(tag));
}

function switches(query: URLSearchParams, isOnline: Condition): Condition {
  const online = flag(query, 'online');
  const isPrivate = flag(query, 'private');
  return (device) =>
    (online === null || isOnline(device) === online) && (isPrivate === null || device.fields.private === isPrivate);
}

function ids(query: URLSearchParams): Condition {
  const wanted = query.get('device_id')?.split(',');
  if (wanted === undefined) return () => true;
  if (wanted.length > MOST_IDS) throw refusals.parameter('device_id');
  const known = new Set(wanted);
  return ({ id }) => known.has(id);
}

/** Days on which the device was created, both included. */
function dates(query: URLSearchParams): Condition {
  const begin = date(query, 'begin');
  const end = date(query, 'end');
  return ({ createdAt }) => {
    const day = formatTime(createdAt).slice(0, 10);
    return (begin === null || day >= begin) && (end === null || day <= end);
  };
}

/** Text, or the JSON text of an object. */
function authInfo(query: URLSearchParams): Condition {
  const wanted = query.get('auth_info');
  return ({ fields }) => wanted === null || sameAuthInfo(fields.auth_info, wanted);
}

export function sameAuthInfo(one: unknown, other: unknown): boolean {
  return authText(one) === authText(other);
}

function authText(info: unknown): string {
  if (typeof info !== 'string') return JSON.stringify(info);
  try {
    return JSON.stringify(JSON.parse(info));
  } catch {
    return info;
  }
}
