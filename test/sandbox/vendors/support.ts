import type { startOrigin } from '../../../sandbox/media/origin';
import type { CameraTrait, DemoCamera, FleetVendor } from '../../../sandbox/fleet';
import type {
  Clock,
  FileReply,
  FileRequest,
  Look,
  Origin,
  StreamAnswer,
  StreamRequest,
} from '../../../sandbox/vendors/simulator';

/** 2024-01-02 03:04:05 in Beijing. */
export const NOW = Date.UTC(2024, 0, 1, 19, 4, 5);

export interface FakeClock extends Clock {
  /** Runs everything due within `ms`, in order. */
  advance(ms: number): void;
  /** Tasks waiting for their time. */
  waiting(): number;
  /** Resolves once exactly `count` tasks are waiting. */
  pending(count: number): Promise<void>;
}

export function makeClock(start: number = NOW): FakeClock {
  let now = start;
  const tasks = new Set<{ at: number; task: () => void }>();
  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task };
      tasks.add(entry);
      return () => void tasks.delete(entry);
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...tasks].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        tasks.delete(next);
        now = next.at;
        next.task();
      }
      now = end;
    },
    waiting: () => tasks.size,
    async pending(count) {
      while (tasks.size !== count) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** An origin without media: it asks the simulator the way a player's pull would, and remembers what was done to it. */
export interface FakeOrigin extends Origin {
  pull(url: string): StreamAnswer;
  /** Pulls and joins; returns how to leave. Fails when the pull is refused. */
  view(url: string): () => void;
  /** Gets what is no stream; null is HTTP 404. */
  get(url: string, headers?: Readonly<Record<string, string>>): FileReply | null;
  readonly cuts: number[];
  readonly faults: Parameters<Origin['setFaults']>[0][];
  closed: boolean;
}

export function makeOrigins(): { startOrigin: typeof startOrigin; origins: FakeOrigin[] } {
  const origins: FakeOrigin[] = [];
  return {
    origins,
    async startOrigin({ answer, file }) {
      const origin = makeOrigin({ answer, file: file ?? (() => null) }, origins.length);
      origins.push(origin);
      return origin;
    },
  };
}

interface Answers {
  readonly answer: (request: StreamRequest) => StreamAnswer;
  readonly file: (request: FileRequest) => FileReply | null;
}

function makeOrigin({ answer, file }: Answers, index: number): FakeOrigin {
  let viewers = 0;
  const watching: StreamAnswer[] = [];
  const origin: FakeOrigin = {
    http: `http://127.0.0.1:${String(18_000 + index)}`,
    rtmp: `rtmp://127.0.0.1:${String(19_000 + index)}`,
    https: `https://127.0.0.1:${String(20_000 + index)}`,
    certificate: null,
    cuts: [],
    faults: [],
    closed: false,
    viewers: () => viewers,
    setFaults: (faults) => void origin.faults.push(faults),
    cut(matches = () => true) {
      for (const one of watching) {
        if (one.kind === 'refused') continue;
        const shows = one.kind === 'live' ? 'live' : one.place;
        if (matches(one.camera, shows)) origin.cuts.push(one.camera.device);
      }
    },
    async close() {
      origin.closed = true;
    },
    pull: (url) => answer(toRequest(url)),
    get(url, headers = {}) {
      const { pathname, searchParams } = new URL(url);
      return file({ path: pathname, query: searchParams, headers });
    },
    view(url) {
      const reply = origin.pull(url);
      if (reply.kind === 'refused') throw new Error(`the pull was refused: ${reply.reason}`);
      viewers++;
      watching.push(reply);
      reply.onJoin?.();
      return () => {
        viewers--;
        reply.onLeave?.();
      };
    },
  };
  return origin;
}

function toRequest(url: string): StreamRequest {
  const { protocol, pathname } = new URL(url);
  const kind = protocol === 'rtmp:' ? 'rtmp' : pathname.endsWith('.m3u8') ? 'hls' : 'flv';
  return { protocol: kind, path: pathname, query: url.split('?')[1] ?? '' };
}

/** How the camera stands, as whoever pulls this address would see at an instant. */
export function lookOf(origin: FakeOrigin, url: string, instant: number): Look {
  const reply = origin.pull(url);
  if (reply.kind !== 'live' || !reply.camera.look) throw new Error('there is no live picture');
  return reply.camera.look(instant);
}

export function makeCamera(vendor: FleetVendor, overrides: Partial<DemoCamera> = {}): DemoCamera {
  const serial = { ezviz: 'K10000001', onenet: '2160001', ovopark: '130001' }[vendor];
  const base = { vendor, store: 0, name: '收银台', label: 'CASHIER 01', device: 1, serial, channel: '1' };
  return { ...base, trait: 'normal', ...overrides };
}

/** The same camera with a trait and a serial number of its own. */
export const withTrait = (vendor: FleetVendor, trait: CameraTrait, serial: string): DemoCamera =>
  makeCamera(vendor, { trait, serial, name: trait, label: trait.toUpperCase(), device: Number(serial.slice(-3)) });

export interface SentRequest {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  readonly signal?: AbortSignal;
}

/** Sends one request and reads the JSON reply. */
export async function send(url: string, { method = 'POST', form, query, headers, json, signal }: SentRequest = {}) {
  const text = query ? `?${new URLSearchParams(query).toString()}` : '';
  const response = await fetch(url + text, {
    method,
    headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
    ...(form && { body: new URLSearchParams(form) }),
    ...(json && { body: JSON.stringify(json) }),
    ...(signal && { signal }),
  });
  const body: unknown = await response.json().catch(() => null);
  return { status: response.status, body };
}

/** The value at a path of a JSON reply. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([key]) => key === String(step))?.[1]
        : undefined,
    value,
  );
}

export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new Error(`no text at ${path.join('.')}: ${JSON.stringify(value)}`);
  return found;
}
