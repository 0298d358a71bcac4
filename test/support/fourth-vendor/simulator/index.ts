import { createHmac, randomUUID } from 'node:crypto';
import {
  runSimulator,
  type DemoCamera,
  type SimContext,
  type SimReply,
  type SimRequest,
  type Simulator,
  type SimulatorOptions,
  type StreamAnswer,
  type StreamRequest,
} from '../../../../sandbox/vendors/simulator';

type Camera = DemoCamera<'northcam'>;
type Fields = Readonly<Record<string, unknown>>;

/** The demo account's keys. They open nothing but this simulator. */
const KEY = 'sandbox-northcam-key';
const SECRET = 'sandbox-northcam-secret';
const WINDOW_MS = 300_000;
const LIFE_MS = 3_600_000;
const MOST_ROWS = 50;
const MOST_CAMERAS = 30;
const FASTEST = 5;
const STREAMS = { full: 'main', small: 'sub' } as const;

class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const badParameter = (name: string): Refusal => new Refusal('1002', `bad ${name}`);

interface Opening {
  readonly camera: Camera;
  readonly quality: 'main' | 'sub';
  /** Epoch ms. */
  readonly until: number;
}

/** Northcam's API and its streams. `expireTokens` ends every address given so far; `quota` answers 4290. */
export const startNorthcam = (options: SimulatorOptions<'northcam'>): Promise<Simulator<'northcam'>> =>
  runSimulator('northcam', options, (context) => {
    const openings = new Map<string, Opening>();
    const turning = new Map<string, string>();
    const seen = new Set<string>();
    const calls = createCalls(context, { openings, turning });

    const serve = (request: SimRequest): unknown => {
      admit(request, context.now(), seen);
      const injected = context.injectedCode(request.path);
      if (injected !== null) throw new Refusal(injected, 'as asked for');
      if (context.faults().quota === true) throw new Refusal('4290', 'called too often');
      const call = Object.hasOwn(calls, request.path) ? calls[request.path] : undefined;
      if (call === undefined) throw badParameter('path');
      return call(fieldsOf(request));
    };

    return {
      answer(request): SimReply {
        const endpoint = request.path;
        try {
          return { endpoint, code: '0', body: { code: '0', message: 'ok', data: serve(request) ?? null } };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          return { endpoint, code: error.code, body: { code: error.code, message: error.message } };
        }
      },
      answerStream: (request) => answerStream(request, openings, context),
      credentials: (baseUrl) => ({ baseUrl, key: KEY, secret: SECRET }),
      expireTokens: () => openings.clear(),
      inspect: (serial) => ({ turning: turning.get(serial) ?? null }),
    };
  });

interface State {
  readonly openings: Map<string, Opening>;
  /** The way that each camera turns. */
  readonly turning: Map<string, string>;
}

function createCalls(
  { cameras, stores, origin, now, isOffline }: SimContext<'northcam'>,
  { openings, turning }: State,
): Readonly<Record<string, (fields: Fields) => unknown>> {
  const rowOf = (camera: Camera): object => ({
    camera: camera.serial,
    title: camera.name,
    shop: stores[camera.store]?.name ?? '',
    up: !isOffline(camera),
  });
  const onLine = (serial: unknown): Camera => {
    const camera = cameras.find((one) => one.serial === serial);
    if (camera === undefined) throw new Refusal('2004', 'no such camera');
    if (isOffline(camera)) throw new Refusal('2003', 'camera has no line');
    return camera;
  };
  return {
    '/v2/camera/list': (fields) => {
      const page = whole(fields, 'page', 1, Infinity);
      const size = whole(fields, 'size', 1, MOST_ROWS);
      return { total: cameras.length, rows: cameras.slice((page - 1) * size, page * size).map(rowOf) };
    },
    '/v2/camera/find': ({ cameras: asked }) => {
      if (!Array.isArray(asked) || asked.length > MOST_CAMERAS) throw badParameter('cameras');
      return { rows: cameras.filter(({ serial }) => asked.includes(serial)).map(rowOf) };
    },
    '/v2/live/open': ({ camera: serial, stream }) => {
      if (stream !== 'full' && stream !== 'small') throw badParameter('stream');
      const camera = onLine(serial);
      const id = randomUUID();
      const until = now() + LIFE_MS;
      openings.set(id, { camera, quality: STREAMS[stream], until });
      const path = `${origin.http}/north/${id}`;
      return { flv: `${path}/live.flv`, hls: `${path}/index.m3u8`, until: Math.floor(until / 1000) };
    },
    '/v2/turn': (fields) => {
      const { camera: serial, way } = fields;
      if (typeof way !== 'string' || !/^[NESW]$/.test(way)) throw badParameter('way');
      const pace = whole(fields, 'pace', 0, FASTEST);
      const camera = onLine(serial);
      if (camera.trait === 'main-only') throw new Refusal('2009', 'camera cannot turn');
      if (pace > 0) turning.set(camera.serial, way);
      else turning.delete(camera.serial);
      return null;
    },
  };
}

/** 1001 for whatever is wrong with the signature, be it the time or a nonce seen before. */
function admit({ path, headers, body }: SimRequest, now: number, seen: Set<string>): void {
  const { 'x-key': key, 'x-time': time, 'x-nonce': nonce, 'x-sign': sign } = headers;
  const text = `${key ?? ''}\n${time ?? ''}\n${nonce ?? ''}\n${path}\n${body.toString('utf8')}`;
  const expected = createHmac('sha256', SECRET).update(text).digest('hex');
  const isFresh = Math.abs(Number(time) - now) <= WINDOW_MS && nonce !== undefined && !seen.has(nonce);
  if (key !== KEY || sign !== expected || !isFresh) throw new Refusal('1001', 'signature wrong');
  seen.add(nonce);
}

function fieldsOf({ json }: SimRequest): Fields {
  if (typeof json !== 'object' || json === null) throw badParameter('body');
  return Object.fromEntries(Object.entries(json));
}

function whole(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw badParameter(name);
}

function answerStream(
  { path }: StreamRequest,
  openings: ReadonlyMap<string, Opening>,
  { now, isOffline }: SimContext<'northcam'>,
): StreamAnswer {
  const [, id = ''] = /^\/north\/([0-9a-f-]{36})\/(?:live\.flv|index\.m3u8)$/.exec(path) ?? [];
  const opening = openings.get(id);
  if (opening === undefined || opening.until <= now()) return { kind: 'refused', reason: 'forbidden' };
  const { camera, quality } = opening;
  if (isOffline(camera)) return { kind: 'refused', reason: 'not-found' };
  // The strip in the picture knows three clouds; nobody looks at this one's.
  return { kind: 'live', camera: { cloud: 1, device: camera.device, label: camera.label }, quality };
}
