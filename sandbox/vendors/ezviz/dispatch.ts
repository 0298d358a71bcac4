import type { SimContext, SimReply, SimRequest } from '../simulator';
import type { Account, Caller } from './account';
import { inCloudTerms, LEGACY, NEWER, Refusal, refusalOf, type Success } from './codes';
import type { Endpoint, Endpoints } from './endpoint';
import { readFields, type Fields, type Form } from './fields';
import type { Files } from './files';
import { readMultipart } from './multipart';

interface Served {
  readonly account: Account;
  readonly files: Files;
  readonly endpoints: Endpoints;
}

/** Stands for the part of a path that is not fixed. */
const LAST_PART = '{taskId}';
const TASK_PATH = /\/task\/(?!files$)[^/]+$/;

/** Finds the endpoint of a request, lets the caller in or not, and writes the answer in the endpoint's envelope. */
export function createDispatch(context: SimContext, { account, endpoints, files }: Served) {
  const call = async (path: string, endpoint: Endpoint, request: SimRequest): Promise<Success> => {
    if (context.faults().quota === true) throw new Refusal('10029');
    const fields = readFields(await readForm(endpoint, request));
    const caller = endpoint.access === 'none' ? NOBODY : account.callerOf(fields.text('accessToken'));
    const injected = context.injectedCode(path);
    if (injected !== null) throw refusalOf(injected);
    authorise(endpoint, fields, caller);
    return endpoint.run(fields, caller);
  };

  return async (request: SimRequest): Promise<SimReply> => {
    const { path } = request;
    const [name, endpoint] = findEndpoint(endpoints, path);
    if (!endpoint) return (await files.answer(request)) ?? unserved(path, 404);
    if (request.method !== methodOf(endpoint)) return unserved(path, 405);
    const { shape } = endpoint;
    const envelope = shape === 'newer' || shape === 'cloud' ? NEWER : LEGACY;
    try {
      return { endpoint: name, code: '200', body: envelope.success(await call(name, endpoint, request)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = shape === 'cloud' ? inCloudTerms(error) : error;
      return { endpoint: name, code: refused.code, body: envelope.refusal(refused) };
    }
  };
}

/** By its path, whose last part may stand for any. */
function findEndpoint(endpoints: Endpoints, path: string): [name: string, endpoint: Endpoint | undefined] {
  const name = Object.hasOwn(endpoints, path) ? path : path.replace(/[^/]+$/, LAST_PART);
  return Object.hasOwn(endpoints, name) ? [name, endpoints[name]] : [path, undefined];
}

/** For the one call that needs no token. */
const NOBODY: Caller = { kind: 'sub-account', check: () => undefined, allows: () => false };

/** 10031 for a sub-account whose policy does not reach so far; lists show it only what the policy names. */
function authorise({ access }: Endpoint, fields: Fields, caller: Caller): void {
  if (caller.kind === 'owner' || access === 'none') return;
  caller.check();
  if (access === 'owner') throw new Refusal('10031');
  const permission = typeof access === 'function' ? access(fields) : access;
  const serial = fields.optional('deviceSerial');
  // Data of the device concerns every channel; anything else is done to one, by default the first.
  const channel = fields.optional('channelNo') ?? fields.optional('channel') ?? (permission === 'GET' ? null : '1');
  if (serial !== null && !caller.allows(permission, serial, channel)) throw new Refusal('10031');
}

/** The guide: fields count in a form body, in a multipart body, or, at the newer calls, in headers and the query. */
async function readForm({ shape = 'form' }: Endpoint, request: SimRequest): Promise<Form> {
  switch (shape) {
    case 'form':
      return { fields: request.form, files: new Map() };
    case 'multipart':
      return readMultipart(request);
    case 'newer': {
      const { accesstoken = '' } = request.headers;
      const fields = new URLSearchParams([...request.query].filter(([name]) => name !== 'accessToken'));
      fields.set('accessToken', accesstoken);
      return { fields, files: new Map() };
    }
    case 'cloud':
      return { fields: cloudFields(request), files: new Map() };
  }
}

/** Headers win; the last part of the path is a task's id where the call has one. */
function cloudFields({ headers, query, form, path }: SimRequest): URLSearchParams {
  const fields = new URLSearchParams([...query, ...form]);
  const { accesstoken, deviceserial, localindex } = headers;
  if (accesstoken !== undefined) fields.set('accessToken', accesstoken);
  if (deviceserial !== undefined) fields.set('deviceSerial', deviceserial);
  if (localindex !== undefined) fields.set('channelNo', localindex);
  if (TASK_PATH.test(path)) fields.set('taskId', path.slice(path.lastIndexOf('/') + 1));
  return fields;
}

function methodOf({ shape, method = 'GET' }: Endpoint): string {
  if (shape === 'cloud') return method;
  return shape === 'newer' ? 'GET' : 'POST';
}

const unserved = (endpoint: string, status: number): SimReply => ({
  endpoint,
  status,
  code: status,
  body: { status, path: endpoint },
});
