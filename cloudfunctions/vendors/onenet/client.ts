import * as v from 'valibot';
import type { DriverDeps, HttpRequest, HttpResponse } from '../../core/ports';
import { createVendorCalls, type RefusalTable } from '../../core/vendor-calls';
import { parseReply, readReply } from '../../core/vendor-reply';
import { generalRefusals, refusalBehind } from './codes';
import { signToken } from './sign';
import { envelope, type OnenetCredentials } from './wire';

const VENDOR = 'onenet';
const TOKEN_LIFE_SECONDS = 600;

type QueryValue = string | number | boolean | undefined;

interface OnenetTarget {
  /** Below the base address, or a whole address that the vendor told. */
  readonly path: string;
  /** Names the call in errors and logs, where its path would tell too much. */
  readonly label?: string;
  /** What is undefined is left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** What its numbers mean; they differ from call to call. */
  readonly refusals?: RefusalTable;
  /** `token` is the signed header that the object store takes; `key`, the product's key, is the default. */
  readonly auth?: 'key' | 'token' | 'none';
  readonly timeoutMs?: number;
}

export interface OnenetCall<T> extends OnenetTarget {
  readonly method?: HttpRequest['method'];
  readonly body?: { readonly json: object } | { readonly bytes: Uint8Array };
  /** Shape of the whole reply. */
  readonly schema: v.GenericSchema<unknown, T>;
  /** The `errno` that mean success; `0` alone unless said otherwise. */
  readonly success?: readonly string[];
  /** A GET is a read and all else a command, unless said otherwise. */
  readonly kind?: HttpRequest['kind'];
}

export interface OnenetFetch extends OnenetTarget {
  readonly maxReplyBytes?: number;
}

/** One vendor account. Both throw CallError. */
export interface OnenetClient {
  readonly call: <T>(call: OnenetCall<T>) => Promise<T>;
  /** A reply that is no JSON but a file. */
  readonly fetchBytes: (target: OnenetFetch) => Promise<Uint8Array>;
}

/** Sends the product's key, or a short-lived signed token. */
export function createOnenetClient(deps: DriverDeps<OnenetCredentials>): OnenetClient {
  const { account, clock } = deps;
  const { baseUrl, productId, apiKey, accessKey } = account.credentials;
  const calls = createVendorCalls(VENDOR, deps);

  const authorization = (auth: OnenetTarget['auth']): Record<string, string> => {
    if (auth === 'none') return {};
    if (auth !== 'token') return { 'api-key': apiKey };
    const expiresAt = Math.floor(clock.now() / 1000) + TOKEN_LIFE_SECONDS;
    return { authorization: signToken({ accessKey, resource: `products/${productId}`, expiresAt, method: 'sha256' }) };
  };

  const toRequest = ({ path, label, query = {}, auth, timeoutMs }: OnenetTarget) => ({
    url: addressOf(baseUrl, path, query),
    headers: authorization(auth),
    label: `${VENDOR} ${label ?? path}`,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });

  return {
    async call(call) {
      const { method = 'GET', body, schema, refusals = generalRefusals, success = ['0'] } = call;
      const request = toRequest(call);
      const reply = await calls.send(
        {
          ...request,
          method,
          kind: call.kind ?? (method === 'GET' ? 'read' : 'command'),
          headers: { ...request.headers, ...(body !== undefined && { 'content-type': contentType(body) }) },
          ...(body !== undefined && { body: 'json' in body ? JSON.stringify(body.json) : body.bytes }),
        },
        envelope,
      );
      const { label } = request;
      if (success.includes(reply.errno)) return parseReply(schema, reply, { vendor: VENDOR, label });
      return calls.refuse(refusalBehind(refusals, reply.errno, reply.error), label, reply.errno);
    },

    async fetchBytes(target) {
      const { maxReplyBytes, refusals = generalRefusals } = target;
      const request = toRequest(target);
      const { label } = request;
      const response = await calls.exchange({
        ...request,
        method: 'GET',
        kind: 'read',
        ...(maxReplyBytes !== undefined && { maxReplyBytes }),
      });
      const succeeded = response.status >= 200 && response.status < 300;
      if (succeeded && !isRefusal(response)) return response.body;
      if (response.status === 404 && !isJson(response)) return calls.refuse('not-found', label, 'http-404');
      const { errno, error } = readReply(envelope, response, { vendor: VENDOR, label });
      return calls.refuse(refusalBehind(refusals, errno, error), label, errno);
    },
  };
}

function addressOf(baseUrl: string, path: string, query: Readonly<Record<string, QueryValue>>): string {
  const address = /^https?:\/\//.test(path) ? path : `${baseUrl}/${path}`;
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? address : `${address}?${new URLSearchParams(pairs).toString()}`;
}

const contentType = (body: NonNullable<OnenetCall<unknown>['body']>): string =>
  'json' in body ? 'application/json' : 'application/octet-stream';

const isJson = ({ headers }: HttpResponse): boolean => /\bjson\b/i.test(headers['content-type'] ?? '');

/** A refusal under HTTP 200. A stored file may be JSON too, so that it has to look like one in every way. */
function isRefusal(response: HttpResponse): boolean {
  if (!isJson(response)) return false;
  try {
    const reply = v.safeParse(envelope, JSON.parse(new TextDecoder().decode(response.body)));
    return reply.success && reply.output.error !== '' && !['0', '200'].includes(reply.output.errno);
  } catch {
    return false;
  }
}
