import type { SimRequest } from '../simulator';
import { refusals } from './codes';

const BEIJING_MS = 8 * 3_600_000;
const PLAIN_PAGE_SIZE = 10;
const MOST_PAGE = 10_000;

export type Fields = Readonly<Record<string, unknown>>;

export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw refusals.parameter(name);
  return value;
}

interface Range {
  readonly least?: number;
  readonly most: number;
  /** Without one the value must be there. */
  readonly fallback?: number;
}

export function integer(query: URLSearchParams, name: string, { least = 1, most, fallback }: Range): number {
  const text = query.get(name);
  if (text === null && fallback !== undefined) return fallback;
  const value = text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw refusals.parameter(name);
}

export function flag(query: URLSearchParams, name: string): boolean | null {
  const text = query.get(name);
  if (text === null) return null;
  if (text === 'true' || text === 'false') return text === 'true';
  throw refusals.parameter(name);
}

/** `yyyy-MM-dd`. */
export function date(query: URLSearchParams, name: string): string | null {
  const text = query.get(name);
  if (text === null || /^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  throw refusals.parameter(name);
}

/** `yyyy-MM-dd HH:mm:ss`, Beijing time, to epoch ms; null when the text is no such time. */
export function parseTime(text: string): number | null {
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/, '$1T$2.000Z');
  const wall = Date.parse(iso);
  return Number.isNaN(wall) || new Date(wall).toISOString() !== iso ? null : wall - BEIJING_MS;
}

/** `yyyyMMddHHmm` with or without `ss`, Beijing time, as history addresses have it. */
export const parseDigits = (text: string): number | null =>
  parseTime(text.padEnd(14, '0').replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6'));

export const formatTime = (at: number): string =>
  new Date(at + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

/** A time of the query in epoch ms; null when it is left out. */
export function time(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const at = parseTime(text);
  if (at === null) throw refusals.parameter(name);
  return at;
}

/** The body as a JSON object, whatever its content type says. */
export function jsonBody({ body }: SimRequest): Fields {
  const value = parseJson(body.toString('utf8'));
  if (value === null) throw refusals.parameter('body');
  return value;
}

/** The object in a text, or null. */
export function parseJson(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The rows of the page that `page_start` and `page_size` name, pages counted from 1, with its `page_info`. */
export function paged<Row>(rows: readonly Row[], query: URLSearchParams, size: number = PLAIN_PAGE_SIZE) {
  const pageSize = integer(query, 'page_size', { most: MOST_PAGE, fallback: size });
  const page = integer(query, 'page_start', { most: MOST_PAGE, fallback: 1 });
  return cutPage(rows, page, pageSize);
}

export function cutPage<Row>(rows: readonly Row[], page: number, pageSize: number) {
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    page_info: {
      total_num: rows.length,
      page_total: Math.ceil(rows.length / pageSize),
      page_size: pageSize,
      current_page: page,
    },
  };
}
