import type * as v from 'valibot';
import type { ErrorCode } from '../../typings/contract/errors';
import { CallError } from './errors';
import type { DriverDeps, HttpRequest, HttpResponse } from './ports';
import { readReply } from './vendor-reply';

/** What a vendor's code means: an error of ours, or `pause`: `vendor-quota`, and the whole account rests. */
export type Refusal = ErrorCode | 'pause';
/** A vendor's codes, as text. */
export type RefusalTable = Readonly<Record<string, Refusal>>;

/** The error behind any code of a vendor; one that its guide does not print is `vendor-protocol`. */
export function refusalOf<R extends Refusal>(
  table: Readonly<Record<string, R>>,
  vendorCode: string,
): R | 'vendor-protocol' {
  return (Object.hasOwn(table, vendorCode) ? table[vendorCode] : undefined) ?? 'vendor-protocol';
}

/** No header may shut an account out for longer: a mistake in it would last until somebody clears the database. */
const LONGEST_REST_MS = 24 * 3600_000;

export interface VendorCalls {
  /** One exchange, if the account is not resting. */
  exchange(request: HttpRequest): Promise<HttpResponse>;
  /** An exchange whose reply is JSON; CallError when that is not of the given shape. */
  send<T>(request: HttpRequest, envelope: v.GenericSchema<unknown, T>): Promise<T>;
  /** Throws what the vendor's code means. */
  refuse(refusal: Refusal, label: string, vendorCode: string): Promise<never>;
}

/** What all drivers share: an account that was told to slow down makes no call until its rest is over. */
export function createVendorCalls(vendor: string, deps: DriverDeps<unknown>): VendorCalls {
  const { account, http, clock, circuits } = deps;

  const rest = async (label: string, vendorCode: string, named: number | null): Promise<never> => {
    const retryAt = await circuits.rest(account.id, named);
    throw new CallError('vendor-quota', `${label}: too many calls`, { vendor, vendorCode, retryAt });
  };

  const exchange = async (request: HttpRequest): Promise<HttpResponse> => {
    // What must arrive is tried all the same: a rest must not leave a camera turning.
    if (request.kind !== 'repeatable-command') await circuits.admit(account.id);
    const response = await http(request);
    if (response.status !== 429) return response;
    return rest(request.label, 'http-429', retryAfter(response.headers, clock.now()));
  };

  return {
    exchange,

    async send(request, envelope) {
      return readReply(envelope, await exchange(request), { vendor, label: request.label });
    },

    async refuse(refusal, label, vendorCode) {
      if (refusal === 'pause') return rest(label, vendorCode, null);
      throw new CallError(refusal, `${label}: refused`, { vendor, vendorCode });
    },
  };
}

/** Header Retry-After as epoch ms: it holds seconds, or a date. */
function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['retry-after'] ?? '';
  const at = /^\d+$/.test(value) ? now + Number(value) * 1000 : Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(at, now + LONGEST_REST_MS);
}
