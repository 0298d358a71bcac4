import type * as v from 'valibot';
import type { DriverDeps } from '../../core/ports';
import { createVendorCalls, type RefusalTable } from '../../core/vendor-calls';
import { parseReply } from '../../core/vendor-reply';
import { generalRefusals, refusalBehind } from './codes';
import { signToken } from './sign';
import { envelope, type OnenetCredentials } from './wire';

const VENDOR = 'onenet';
const SUCCESS = new Set(['0', '200']);
const TOKEN_LIFE_SECONDS = 600;

export interface OnenetQuery<T> {
  /** Below the base address. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | number>>;
  /** Shape of the whole reply. */
  readonly schema: v.GenericSchema<unknown, T>;
  /** What its numbers mean; they differ from call to call. */
  readonly refusals?: RefusalTable;
  /** `token` is the signed header that the object store takes; default `key`. */
  readonly auth?: 'key' | 'token';
}

/** One read of the API. Throws CallError. */
export type OnenetRead = <T>(query: OnenetQuery<T>) => Promise<T>;

/** Sends the product's key, or a short-lived signed token, and takes errno 0 and 200 for success. */
export function createOnenetClient(deps: DriverDeps<OnenetCredentials>): OnenetRead {
  const { account, clock } = deps;
  const { baseUrl, productId, apiKey, accessKey } = account.credentials;
  const calls = createVendorCalls(VENDOR, deps);

  const authorization = (auth: 'key' | 'token'): Record<string, string> => {
    if (auth === 'key') return { 'api-key': apiKey };
    const expiresAt = Math.floor(clock.now() / 1000) + TOKEN_LIFE_SECONDS;
    return { authorization: signToken({ accessKey, resource: `products/${productId}`, expiresAt, method: 'sha256' }) };
  };

  return async ({ path, query, schema, refusals = generalRefusals, auth = 'key' }) => {
    const label = `${VENDOR} ${path}`;
    const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
    const url = `${baseUrl}/${path}?${new URLSearchParams(pairs).toString()}`;
    const reply = await calls.send({ method: 'GET', url, headers: authorization(auth), label, kind: 'read' }, envelope);
    if (!SUCCESS.has(reply.errno)) {
      return calls.refuse(refusalBehind(refusals, reply.errno, reply.error), label, reply.errno);
    }
    return parseReply(schema, reply, { vendor: VENDOR, label });
  };
}
