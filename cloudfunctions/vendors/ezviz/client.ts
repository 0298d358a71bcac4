import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { DriverDeps, HttpRequest, Token } from '../../core/ports';
import { createVendorCalls, refusalOf } from '../../core/vendor-calls';
import { parseReply } from '../../core/vendor-reply';
import { refusals } from './codes';
import { envelope, tokenReply, type EzvizCredentials } from './wire';

const VENDOR = 'ezviz';
const SUCCESS = '200';
const TOKEN_EXPIRED = '10002';

export interface EzvizReply<T> {
  readonly data: T;
  /** How many rows the whole list has; null outside lists. */
  readonly total: number | null;
}

/** One read of the API: `path` below `/api/lapp/`. Throws CallError. */
export type EzvizRead = <T>(
  path: string,
  params: Readonly<Record<string, string | number>>,
  schema: v.GenericSchema<unknown, T>,
) => Promise<EzvizReply<T>>;

/** Posts forms that carry the account's token. A token called expired is renewed once and the call repeated once. */
export function createEzvizClient(deps: DriverDeps<EzvizCredentials>): EzvizRead {
  const { account, tokens } = deps;
  const { appKey, appSecret, baseUrl } = account.credentials;
  const calls = createVendorCalls(VENDOR, deps);
  const tokenKey = `${VENDOR}:${account.id}:${digest(`${baseUrl} ${appKey}`)}`;

  async function post(path: string, params: Readonly<Record<string, string | number>>) {
    const reply = await calls.send(formPost(baseUrl, path, params), envelope);
    return { reply, label: labelOf(path) };
  }

  async function renew(): Promise<Token> {
    const { reply, label } = await post('token/get', { appKey, appSecret });
    if (reply.code !== SUCCESS) return calls.refuse(refusalOf(refusals, reply.code), label, reply.code);
    const { accessToken, expireTime, areaDomain } = parseReply(tokenReply, reply.data, { vendor: VENDOR, label });
    if (isElsewhere(areaDomain, baseUrl)) {
      throw new CallError('unsupported', 'the account belongs to another region: set its baseUrl to that region', {
        vendor: VENDOR,
      });
    }
    return { value: accessToken, expiresAt: expireTime };
  }

  return async (path, params, schema) => {
    const accessToken = await tokens.use(tokenKey, renew);
    let { reply, label } = await post(path, { accessToken, ...params });
    if (reply.code === TOKEN_EXPIRED) {
      await tokens.discard(tokenKey, accessToken);
      ({ reply, label } = await post(path, { accessToken: await tokens.use(tokenKey, renew), ...params }));
    }
    if (reply.code !== SUCCESS) return calls.refuse(refusalOf(refusals, reply.code), label, reply.code);
    const data = parseReply(schema, reply.data, { vendor: VENDOR, label });
    return { data, total: reply.page?.total ?? null };
  };
}

/** The body of a call: the vendor signs nothing, so the encoding is all there is to it. */
export function formOf(params: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(pairs).toString();
}

function formPost(baseUrl: string, path: string, params: Readonly<Record<string, string | number>>): HttpRequest {
  return {
    method: 'POST',
    url: `${baseUrl}/api/lapp/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formOf(params),
    label: labelOf(path),
    kind: 'read',
  };
}

const labelOf = (path: string): string => `${VENDOR} ${path}`;
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);

/** Overseas tokens are good at one region's address only. */
function isElsewhere(areaDomain: string | null | undefined, baseUrl: string): boolean {
  if (areaDomain === null || areaDomain === undefined || !URL.canParse(areaDomain)) return false;
  return new URL(areaDomain).host !== new URL(baseUrl).host;
}
