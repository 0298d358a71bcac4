import * as v from 'valibot';
import { CallError } from './errors';
import type { HttpResponse } from './ports';

/** Whose reply is read, for errors: the vendor and what was asked of it. */
export interface ReplyOrigin {
  readonly vendor: string;
  readonly label: string;
}

/** Each wrong part is an object and a name in the error, and a reply has room for millions: the first will do. */
const FIRST_ISSUE = { abortEarly: true } as const;

/** A reply's JSON in the given shape. An HTTP status counts only where the body says nothing in that shape. */
export function readReply<T>(schema: v.GenericSchema<unknown, T>, response: HttpResponse, origin: ReplyOrigin): T {
  const json = parseJson(new TextDecoder().decode(response.body));
  const parsed = v.safeParse(schema, json, FIRST_ISSUE);
  if (parsed.success) return parsed.output;
  assertStatus(response.status, origin);
  if (json === undefined) throw new CallError('vendor-protocol', `${origin.label}: the reply is not JSON`, origin);
  return parseReply(schema, json, origin);
}

/** The part of a reply that we use, checked; keys that a vendor adds are let through. */
export function parseReply<T>(schema: v.GenericSchema<unknown, T>, value: unknown, origin: ReplyOrigin): T {
  const parsed = v.safeParse(schema, value, FIRST_ISSUE);
  if (parsed.success) return parsed.output;
  const paths = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'reply');
  throw new CallError('vendor-protocol', `${origin.label}: unexpected ${paths.join(', ')}`, origin);
}

function assertStatus(status: number, { vendor, label }: ReplyOrigin): void {
  if (status >= 200 && status < 300) return;
  const code =
    status >= 500 ? 'vendor-unavailable' : status === 401 || status === 403 ? 'vendor-auth' : 'vendor-protocol';
  throw new CallError(code, `${label}: HTTP ${status}`, { vendor, vendorCode: `http-${status}` });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
