import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ActivityLog } from './activity';
import { ok, refuse, type Answer } from './control-answer';
import { setFaults } from './control-faults';
import type { Simulator } from './vendors/simulator';

/** The people one can be in the sandbox; WeChat would tell the functions who is there. */
export const PERSONAS = [
  'sandbox-owner',
  'sandbox-manager',
  'sandbox-staff',
  'sandbox-guest',
  'sandbox-stranger',
] as const;

export interface ControlDeps {
  readonly simulators: readonly Simulator[];
  readonly activity: ActivityLog;
  readonly invoke: (name: string, event: unknown, openid: string) => Promise<unknown>;
  /** Runs the timer now, as the platform does each minute; resolves with what it says. */
  readonly tick: () => Promise<unknown>;
  /** The service messages that WeChat has delivered, the oldest first. */
  readonly notices: () => readonly object[];
  /** What `GET /__sandbox/state` says besides the simulators. */
  readonly state: () => object;
}

type Outcome = Answer | 'streaming';
type Route = (request: IncomingMessage, response: ServerResponse) => Promise<Outcome> | Outcome;
export type ControlHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const MOST_BODY_BYTES = 1_000_000;

/** The sandbox's own endpoints below `/__sandbox/`, for tests, tools and the side panel. */
export function createControl(deps: ControlDeps): ControlHandler {
  const routes: Readonly<Record<string, Route>> = {
    'GET /__sandbox/state': () => ok({ ...deps.state(), personas: PERSONAS, vendors: deps.simulators.map(describe) }),
    'GET /__sandbox/camera': (request) => inspectCamera(deps.simulators, queryOf(request)),
    'GET /__sandbox/requests': (request) => ok(requestsOf(deps.simulators, queryOf(request).get('vendor'))),
    'GET /__sandbox/log': (_, response) => streamLog(deps.activity, response),
    'POST /__sandbox/call': async (request) => callAs(deps, await readJson(request)),
    'POST /__sandbox/faults': async (request) => setFaults(deps.simulators, await readJson(request)),
    'DELETE /__sandbox/faults': () => setFaults(deps.simulators, {}),
    'POST /__sandbox/power': async (request) => setPower(deps.simulators, await readJson(request)),
    'GET /__sandbox/notices': () => ok(deps.notices()),
    'POST /__sandbox/tick': async () => ok({ result: await deps.tick() }),
  };
  return async (request, response) => {
    const route = routes[`${request.method ?? ''} ${pathOf(request)}`];
    const answer = route ? await attempt(() => route(request, response)) : refuse(404, 'no such sandbox endpoint');
    if (answer === 'streaming') return;
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(answer.body));
  };
}

async function attempt(work: () => Promise<Outcome> | Outcome): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    return refuse(400, error instanceof Error ? error.message : String(error));
  }
}

/** The credentials are the simulator's own and open nothing else: an account is made with them by hand. */
function describe(simulator: Simulator) {
  const { vendor, baseUrl, credentials } = simulator;
  return { vendor, baseUrl, credentials, counts: simulator.counts() };
}

function requestsOf(simulators: readonly Simulator[], vendor: string | null) {
  return simulators
    .filter((simulator) => vendor === null || simulator.vendor === vendor)
    .flatMap((one) => one.requests());
}

/** What a camera's simulator says of its state; presets and the like as objects by their numbers. */
function inspectCamera(simulators: readonly Simulator[], query: URLSearchParams): Answer {
  const simulator = simulators.find(({ vendor }) => vendor === query.get('vendor'));
  const state = simulator?.inspect(query.get('serial') ?? '', query.get('channel') ?? '1') ?? null;
  if (state === null) return refuse(404, 'no such camera');
  const fields = Object.entries(state).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Map ? Object.fromEntries<unknown>(value) : value,
  ]);
  return ok(Object.fromEntries(fields));
}

function streamLog(activity: ActivityLog, response: ServerResponse): Outcome {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (entry: unknown) => response.write(`data: ${JSON.stringify(entry)}\n\n`);
  activity.recent().forEach(send);
  const unsubscribe = activity.subscribe(send);
  response.on('close', () => unsubscribe());
  return 'streaming';
}

/** Pulls the plug of a camera's box, or puts it in: with all that hangs on the box, its other lenses included. */
function setPower(simulators: readonly Simulator[], { vendor, serial, on }: Record<string, unknown>): Answer {
  if (typeof vendor !== 'string' || typeof serial !== 'string' || typeof on !== 'boolean') {
    return refuse(400, 'vendor and serial, both text, and on, true or false, are needed');
  }
  const simulator = simulators.find((one) => one.vendor === vendor);
  return simulator?.setPower(serial, on) === true ? ok({ vendor, serial, on }) : refuse(404, 'no such camera');
}

async function callAs(deps: ControlDeps, body: Record<string, unknown>): Promise<Answer> {
  const { openid, function: name, action, data } = body;
  if (typeof openid !== 'string' || typeof name !== 'string') return refuse(400, 'openid and function are needed');
  return ok(await deps.invoke(name, { action, data }, openid));
}

const pathOf = (request: IncomingMessage): string => new URL(request.url ?? '/', 'http://sandbox').pathname;
const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URL(request.url ?? '/', 'http://sandbox').searchParams;

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > MOST_BODY_BYTES) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('the body must be an object');
  return value as Record<string, unknown>;
}
