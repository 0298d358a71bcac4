import * as v from 'valibot';
import { CallError } from './errors';
import type { HttpResponse } from './ports';

/** Whose reply is read, for errors: the vendor and what was asked of it. */
export interface ReplyOrigin {
  readonly vendor: string;
  readonly label: string;
}

/** The JSON of a reply with any HTTP status; CallError when the status is a refusal without JSON, or it is no JSON. */
export function readJson(response: HttpResponse, origin: ReplyOrigin, now: number): unknown {
  const text = new TextDecoder().decode(response.body);
  try {
    return JSON.parse(text);
  } catch {
    assertStatus(response, origin, now);
    throw new CallError('vendor-protocol', `${origin.label}: the reply is not JSON`, { vendor: origin.vendor });
  }
}

/** Throws what an HTTP status other than 2xx means, when a vendor's own code does not say more. */
export function assertStatus({ status, headers }: HttpResponse, { vendor, label }: ReplyOrigin, now: number): void {
  if (status >= 200 && status < 300) return;
  const detail = { vendor, vendorCode: `http-${status}` };
  const message = `${label}: HTTP ${status}`;
  if (status === 429) throw new CallError('vendor-quota', message, { ...detail, ...retryAfter(headers, now) });
  if (status >= 500) throw new CallError('vendor-unavailable', message, detail);
  if (status === 401 || status === 403) throw new CallError('vendor-auth', message, detail);
  throw new CallError('vendor-protocol', message, detail);
}

/** The part of a reply that we use, checked; keys that a vendor adds are let through. */
export function parseReply<T>(schema: v.GenericSchema<unknown, T>, value: unknown, { vendor, label }: ReplyOrigin): T {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const path = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'reply').join(', ');
  throw new CallError('vendor-protocol', `${label}: unexpected ${path}`, { vendor });
}

/** Header Retry-After: seconds, or a date. */
function retryAfter(headers: Readonly<Record<string, string>>, now: number): { retryAt?: number } {
  const value = headers['retry-after'];
  if (value === undefined) return {};
  const retryAt = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(retryAt) ? {} : { retryAt };
}
