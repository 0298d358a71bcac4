import type { ErrorCode } from '../../typings/contract/errors';
import { CallError } from './errors';

/** What a line may say. Nothing else can: a field that is not here, or does not look as it should, is dropped. */
export interface LogFields {
  readonly event: 'call' | 'timer' | 'vendor' | 'fault';
  readonly action?: string;
  readonly code?: 'ok' | ErrorCode;
  readonly vendor?: string;
  readonly vendorCode?: string;
  readonly requestId?: string;
  /** Name of an unforeseen error, and where it was thrown; never its text. */
  readonly fault?: string;
  readonly place?: string;
  /** Which call of the vendor, and what became of it: an HTTP status or the system's word for a fault. */
  readonly label?: string;
  readonly outcome?: string | number;
  readonly tries?: number;
  readonly ms?: number;
  readonly retryAt?: number;
  readonly accounts?: number;
  readonly channels?: number;
  readonly added?: number;
  readonly changed?: number;
  readonly removed?: number;
  readonly recorders?: number;
  readonly steps?: number;
}

export type Log = (fields: LogFields) => void;

const WORD = /^[a-z][a-z0-9]{0,15}([.-][a-z0-9]{1,15}){0,3}$/;
const CODE = /^[A-Za-z0-9_-]{1,20}$/;
const NUMBER = 'number';

const ALLOWED: Readonly<Record<keyof LogFields, RegExp | typeof NUMBER>> = {
  event: WORD,
  action: WORD,
  code: WORD,
  vendor: WORD,
  vendorCode: CODE,
  requestId: /^[\w-]{1,64}$/,
  fault: /^[A-Z][A-Za-z]{0,31}(:[A-Z_]{1,48})?$/,
  place: /^[\w.-]{1,40}:\d{1,7}:\d{1,7}$/,
  label: /^[a-z]{1,16} (v\d\/)?[A-Za-z/._-]{1,48}$/,
  outcome: /^(\d{3}|[A-Z_]{2,32}|[a-z]{2,12}( [a-z]{2,12}){0,3})$/,
  tries: NUMBER,
  ms: NUMBER,
  retryAt: NUMBER,
  accounts: NUMBER,
  channels: NUMBER,
  added: NUMBER,
  changed: NUMBER,
  removed: NUMBER,
  recorders: NUMBER,
  steps: NUMBER,
};

/** One JSON line, of allowed fields only. */
export function toLine(fields: Readonly<Record<string, unknown>>): string {
  const kept = Object.entries(ALLOWED).flatMap(([name, shape]) => {
    const value = fields[name];
    return fits(value, shape) ? [[name, value]] : [];
  });
  return JSON.stringify(Object.fromEntries(kept));
}

function fits(value: unknown, shape: RegExp | typeof NUMBER): boolean {
  if (shape === NUMBER) return Number.isFinite(value);
  return (typeof value === 'string' || typeof value === 'number') && shape.test(String(value));
}

/** Writes lines for the platform to collect. */
export function createLog(write: (line: string) => void = printLine): Log {
  return (fields) => write(toLine({ ...fields }));
}

/** What may be said about any error. */
export function errorFields(error: unknown): Partial<LogFields> {
  if (!(error instanceof CallError)) return { code: 'internal', ...faultFields(error) };
  const { code, vendor, vendorCode, retryAt } = error;
  return {
    code,
    ...(vendor !== undefined && { vendor }),
    ...(vendorCode !== undefined && { vendorCode }),
    ...(retryAt !== undefined && { retryAt }),
  };
}

function faultFields(error: unknown): Partial<LogFields> {
  if (!(error instanceof Error)) return { fault: 'Unknown' };
  const code = 'code' in error && typeof error.code === 'string' ? `:${error.code}` : '';
  const frames = (error.stack ?? '').replace(error.message, '');
  const place = /([\w.-]+:\d+:\d+)\)?$/m.exec(frames)?.[1];
  return { fault: `${error.name}${code}`, ...(place !== undefined && { place }) };
}

function printLine(line: string): void {
  console.info(line); // eslint-disable-line no-console -- the platform collects what the console prints
}
