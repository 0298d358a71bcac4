import { Refusal } from './codes';

/** Form fields of one call, read by the guide's rules; each refusal is a code of the guide. */
export interface Fields {
  /** 10001 when missing. */
  text(name: string): string;
  optional(name: string): string | null;
  /** 10001 when it is not a whole number within the bounds, or missing without a fallback. */
  integer(name: string, bounds: { least: number; most: number; fallback?: number }): number;
  /** 10001 when missing, 20014 when it is not nine upper-case letters and digits. */
  serial(): string;
}

export function readFields(form: URLSearchParams): Fields {
  const optional = (name: string): string | null => form.get(name) || null;
  const text = (name: string): string => optional(name) ?? missing(name);
  return {
    text,
    optional,
    integer(name, { least, most, fallback }) {
      const value = optional(name);
      if (value === null) return fallback ?? missing(name);
      const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
      if (number >= least && number <= most) return number;
      throw new Refusal('10001', `参数错误: ${name}`);
    },
    serial() {
      const serial = text('deviceSerial');
      if (/^[A-Z0-9]{9}$/.test(serial)) return serial;
      throw new Refusal('20014');
    },
  };
}

function missing(name: string): never {
  throw new Refusal('10001', `参数错误: ${name}`);
}
