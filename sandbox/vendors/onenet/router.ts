import type { SimContext, SimReply, SimRequest } from '../simulator';
import { Bytes, type Call, type Endpoint, type Endpoints } from './call';
import { injectedRefusal, Refusal, refusal, refusals, storageRefusal, success, type Success } from './codes';
import { identify, type Caller } from './keys';

interface Route {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly part: string;
}

/** Parameters that name the device whose key may stand in for the product's. */
const DEVICE_NAMES = ['device_id', 'devIds', 'deviceid'];

/** Finds the endpoint of a request, lets the caller in or not, and writes the reply. */
export function createRouter(endpoints: Endpoints, context: SimContext): (request: SimRequest) => SimReply {
  return (request) => {
    const route = findRoute(endpoints, request);
    if (!route) {
      const endpoint = `${request.method} ${request.path}`;
      return { endpoint, status: 404, code: 404, body: { errno: 404, error: 'resource not found' } };
    }
    try {
      return written(route.name, serve(route, request, context));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { endpoint: route.name, code: error.errno, status: error.status, body: refusal(error) };
    }
  };
}

/** An exact path comes before one that ends in `{…}`. */
function findRoute(endpoints: Endpoints, { method, path }: SimRequest): Route | null {
  const exact = `${method} ${path}`;
  const endpoint = Object.hasOwn(endpoints, exact) ? endpoints[exact] : undefined;
  if (endpoint) return { name: exact, endpoint, part: '' };
  const cut = exact.lastIndexOf('/') + 1;
  const name = Object.keys(endpoints).find(
    (one) => one.endsWith('}') && one.slice(0, one.lastIndexOf('{')) === exact.slice(0, cut),
  );
  const found = name === undefined ? undefined : endpoints[name];
  const part = exact.slice(cut);
  return name === undefined || !found || part === '' ? null : { name, endpoint: found, part };
}

function serve({ name, endpoint, part }: Route, request: SimRequest, context: SimContext): Success | Bytes {
  const { query, path } = request;
  const caller = admit(endpoint, request, { now: context.now(), asked: askedDevice(query, part) });
  const injected = context.injectedCode(name);
  if (injected !== null && /^-?\d+$/.test(injected)) {
    throw endpoint.access === 'storage' ? storageRefusal(Number(injected)) : injectedRefusal(Number(injected), path);
  }
  const call: Call = { query, request, caller, part, injected };
  return endpoint.run(call);
}

/** The one device that a call names; null when it names several, of which a device's key opens none. */
function askedDevice(query: URLSearchParams, part: string): string | null {
  const named = new Set([part, ...DEVICE_NAMES.flatMap((name) => query.getAll(name))].filter((id) => id !== ''));
  const [only = null, ...others] = named;
  return others.length === 0 ? only : null;
}

function admit(
  { access }: Endpoint,
  request: SimRequest,
  { now, asked }: { now: number; asked: string | null },
): Caller {
  switch (access) {
    case 'anybody':
      return { kind: 'anybody' };
    case 'storage':
      return inStorageTerms(() => identify(request, now, asked));
    default: {
      const caller = identify(request, now, asked);
      const isProduct = caller.kind === 'product';
      if (access === 'product' && !isProduct) throw refusals.unauthenticated();
      if (access === 'master' && (!isProduct || caller.by !== 'master-key')) throw refusals.unauthenticated();
      return caller;
    }
  }
}

/** A device's key is refused as 403 where a wrong one is 401. */
function inStorageTerms(identified: () => Caller): Caller {
  try {
    const caller = identified();
    if (caller.kind !== 'product') throw storageRefusal(403);
    return caller;
  } catch (error) {
    if (error instanceof Refusal && error.status === 200) throw storageRefusal(401);
    throw error;
  }
}

function written(endpoint: string, answer: Success | Bytes): SimReply {
  if (answer instanceof Bytes) {
    return { endpoint, code: 0, headers: { 'content-type': answer.type }, body: answer.content };
  }
  return { endpoint, code: typeof answer.errno === 'number' ? answer.errno : 0, body: success(answer) };
}
