import { createCircuits } from '../../cloudfunctions/core/circuit';
import type { Clock, DriverDeps, HttpPort, HttpRequest, HttpResponse } from '../../cloudfunctions/core/ports';
import { createTokenLease } from '../../cloudfunctions/core/token-lease';
import { makeHastyClock } from './fake-clock';
import { makeTokenStore } from './fake-token-store';

/** Everything a driver needs, with tokens and circuits in memory. */
export function makeDriverDeps<C>(credentials: C, http: HttpPort, clock: Clock = makeHastyClock()): DriverDeps<C> {
  const tokens = createTokenLease({ store: makeTokenStore(), clock, random: () => 0.5 });
  return { account: { id: 'account-1', credentials }, http, clock, tokens, circuits: createCircuits({ clock }) };
}

/** One request as a fake vendor reads it: path and fields of query and form. */
export interface AskedOf {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly request: HttpRequest;
}

export interface FakeHttp {
  readonly http: HttpPort;
  readonly asked: readonly AskedOf[];
}

/** A vendor made of one function: what it returns is sent as JSON under HTTP 200. */
export function makeHttp(answer: (asked: AskedOf) => unknown): FakeHttp {
  const asked: AskedOf[] = [];
  const http: HttpPort = async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const body = typeof request.body === 'function' ? request.body() : (request.body ?? '');
    const form = new URLSearchParams(typeof body === 'string' ? body : '');
    const one = { path: pathname, fields: Object.fromEntries([...searchParams, ...form]), request };
    asked.push(one);
    return jsonResponse(answer(one));
  };
  return { http, asked };
}

export function jsonResponse(value: unknown, status = 200): HttpResponse {
  return { status, headers: {}, body: Buffer.from(JSON.stringify(value)) };
}
