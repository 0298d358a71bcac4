import { Refusal } from './codes';

/** Fields of one call, read by the guide's rules; each refusal is a code of the guide. */
export interface Fields {
  /** 10001 when missing. */
  text(name: string): string;
  optional(name: string): string | null;
  /** 10001 when it is not a whole number within the bounds, or missing without a fallback. */
  integer(name: string, bounds: { least: number; most: number; fallback?: number }): number;
  /** 10001 when it is missing or none of `choices`. */
  oneOf<T extends string>(name: string, choices: readonly T[]): T;
  /** `yyyy-MM-dd HH:mm:ss`, in China UTC+8, as epoch ms; null when missing, 10001 when malformed. */
  localTime(name: string): number | null;
  /** `yyyyMMddHHmmss`, otherwise the same. */
  digitTime(name: string): number | null;
  /** 10001 when missing, 20014 when it is not nine upper-case letters and digits. */
  serial(): string;
  /** A file of a multipart body; 10001 when missing. */
  file(name: string): Buffer;
}

/** The body of a call as it came. */
export interface Form {
  readonly fields: URLSearchParams;
  readonly files: ReadonlyMap<string, Buffer>;
}

export const BEIJING_MS = 8 * 3_600_000;
const LOCAL_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

export function readFields({ fields: form, files }: Form): Fields {
  const optional = (name: string): string | null => form.get(name) || null;
  const text = (name: string): string => optional(name) ?? malformed(name);
  return {
    text,
    optional,
    integer(name, { least, most, fallback }) {
      const value = optional(name);
      if (value === null) return fallback ?? malformed(name);
      const number = /^-?\d{1,15}$/.test(value) ? Number(value) : NaN;
      return number >= least && number <= most ? number : malformed(name);
    },
    oneOf(name, choices) {
      const value = text(name);
      return choices.find((choice) => choice === value) ?? malformed(name);
    },
    localTime(name) {
      const value = optional(name);
      return value === null ? null : (parseLocalTime(value) ?? malformed(name));
    },
    digitTime(name) {
      const value = optional(name);
      return value === null ? null : (parseDigits(value) ?? malformed(name));
    },
    serial() {
      const serial = text('deviceSerial');
      if (/^[A-Z0-9]{9}$/.test(serial)) return serial;
      throw new Refusal('20014');
    },
    file: (name) => files.get(name) ?? malformed(name),
  };
}

/** 10001, naming the field. */
export function malformed(name: string): never {
  throw new Refusal('10001', `参数错误: ${name}`);
}

/** Epoch ms; null also for a day or an hour that does not exist. */
function parseLocalTime(text: string): number | null {
  if (!LOCAL_TIME.test(text)) return null;
  const instant = Date.parse(`${text.replace(' ', 'T')}+08:00`);
  return Number.isNaN(instant) || toLocalTime(instant) !== text ? null : instant;
}

/** `yyyyMMddHHmmss` in UTC+8 to epoch ms; null for any other text. */
export const parseDigits = (text: string): number | null =>
  parseLocalTime(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3 $4:$5:$6'));

/** `yyyy-MM-dd HH:mm:ss` in UTC+8. */
export const toLocalTime = (instant: number): string =>
  new Date(instant + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

/** Days since 1970 in UTC+8. */
export const localDay = (instant: number): number => Math.floor((instant + BEIJING_MS) / 86_400_000);
