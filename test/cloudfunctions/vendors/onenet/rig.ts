import * as v from 'valibot';
import { createOnenetApi, type OnenetApi } from '../../../../cloudfunctions/vendors/onenet/api';
import { createOnenetDriver } from '../../../../cloudfunctions/vendors/onenet/driver';
import { onenetCredentials } from '../../../../cloudfunctions/vendors/onenet/wire';
import type { Clock, Driver, HttpPort, HttpRequest, HttpResponse } from '../../../../cloudfunctions/core/ports';
import { jsonResponse, makeDriverDeps } from '../../../support/driver-deps';
import { makeHastyClock } from '../../../support/fake-clock';

export const ACCOUNT = v.parse(onenetCredentials, {
  baseUrl: 'http://api.video.heclouds.com/',
  productId: '7355',
  apiKey: 'master-key=',
  accessKey: Buffer.from('onenet-test-access-key-0123456789').toString('base64'),
});
export const ADDRESS = { deviceId: '2162826', channelId: '2', groupId: null };
export const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

/** One request as the vendor reads it. */
export interface Asked {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly host: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly kind: HttpRequest['kind'];
  readonly url: string;
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

export interface OnenetRig {
  readonly api: OnenetApi;
  readonly driver: Driver;
  readonly clock: Clock;
  readonly asked: readonly Asked[];
  /** The only request so far. */
  only(): Asked;
}

export const succ = (payload: object = {}) => ({ errno: 0, error: 'succ', ...payload });
export const file = (bytes: Uint8Array, type = 'image/jpeg'): HttpResponse => ({
  status: 200,
  headers: { 'content-type': type },
  body: bytes,
});
export const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A vendor made of one function; what it returns is sent as JSON, unless it is a whole response. */
export function makeRig(answer: (asked: Asked) => unknown): OnenetRig {
  const asked: Asked[] = [];
  const http: HttpPort = async (request) => {
    const one = toAsked(request);
    asked.push(one);
    const reply = answer(one);
    return isResponse(reply) ? reply : jsonResponse(reply);
  };
  const clock = makeHastyClock();
  const deps = makeDriverDeps(ACCOUNT, http, clock);
  return {
    api: createOnenetApi(deps),
    driver: createOnenetDriver(deps),
    clock,
    asked,
    only() {
      const [one] = asked;
      if (one === undefined || asked.length > 1) throw new Error(`${asked.length} requests`);
      return one;
    },
  };
}

/** A vendor that says the same to everything. */
export const makeFixed = (reply: unknown): OnenetRig => makeRig(() => reply);

function toAsked({ method, url, headers = {}, kind, body }: HttpRequest): Asked {
  const { pathname, searchParams, host } = new URL(url);
  const raw = typeof body === 'function' ? body() : (body ?? '');
  const bytes = typeof raw === 'string' ? Buffer.from(raw) : raw;
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, host, query, headers, kind, url, bytes, json: parse(bytes) };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return null;
  }
}

const isResponse = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'body' in value && value.body instanceof Uint8Array;
