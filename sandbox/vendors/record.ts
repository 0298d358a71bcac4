import type { SimRequest } from './http-server';

/** One call that a simulator received. Secrets are masked, so this may be shown. */
export interface RecordedRequest {
  /** Epoch ms. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** HTTP status of the reply. */
  readonly status: number;
  /** The vendor's own result code, as text. */
  readonly code: string;
}

export interface Recorder {
  /** Keeps the call and counts it under `endpoint`. */
  add(endpoint: string, entry: RecordedRequest): void;
  /** The last 500, oldest first. */
  readonly requests: () => readonly RecordedRequest[];
  /** Calls since the start, by endpoint. */
  calls(): Readonly<Record<string, number>>;
  /** Tells `listener` of every later call; the returned function ends that. */
  readonly onRequest: (listener: (entry: RecordedRequest) => void) => () => void;
}

const KEPT = 500;
const MASK = '***';
const SECRET = /token|secret|password|key$|^_sig$|^sign$|^code$|authenticator|validatecode|register_code|auth_info/i;

export function createRecorder(): Recorder {
  const kept: RecordedRequest[] = [];
  const calls = new Map<string, number>();
  const listeners = new Set<(entry: RecordedRequest) => void>();
  return {
    add(endpoint, entry) {
      kept.push(entry);
      if (kept.length > KEPT) kept.shift();
      calls.set(endpoint, (calls.get(endpoint) ?? 0) + 1);
      for (const listener of listeners) listener(entry);
    },
    requests: () => [...kept],
    calls: () => Object.fromEntries(calls),
    onRequest: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Query, form and top-level JSON fields of a request, with secrets masked. */
export function maskedParams({ query, form, json }: SimRequest): Record<string, string> {
  const fields: [string, unknown][] = [...query, ...form];
  if (typeof json === 'object' && json !== null) fields.push(...Object.entries(json));
  return Object.fromEntries(fields.map(([name, value]) => [name, SECRET.test(name) ? MASK : text(value)]));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
