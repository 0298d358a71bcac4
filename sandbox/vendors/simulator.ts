import type { DemoCamera, DemoStore, FleetVendor } from '../fleet';
import { systemClock, type Clock } from '../media/clock';
import type { Origin, StreamAnswer, StreamFaults, StreamRequest, startOrigin as StartOrigin } from '../media/origin';
import { serveHttp, type HttpReply, type SimRequest } from './http-server';
import { createRecorder, maskedParams, type RecordedRequest } from './record';
import { createPauses, createTimers } from './timers';

export { groupByBox, type Box } from './boxes';
export type { CameraTrait, DemoCamera, DemoStore } from '../fleet';
export type { Origin, StreamAnswer, StreamRequest } from '../media/origin';
export type { HttpReply, SimRequest } from './http-server';
export type { Clock, RecordedRequest };

/** Trouble to make, until it is set anew; `{}` ends all of it. */
export interface VendorFaults extends StreamFaults {
  /** Whatever the vendor has issued expires at this moment; each simulator's `start` says what that is. */
  readonly expireTokens?: boolean;
  /** The vendor's code for "called too often"; vendors that document none ignore it. */
  readonly quota?: boolean;
  /** Every device has lost its line. */
  readonly offline?: boolean;
  /** Holds each reply back; replies held are let go when the faults change. */
  readonly slowVendorMs?: number;
}

export interface SimulatorCounts {
  /** Calls received, by endpoint. */
  readonly calls: Readonly<Record<string, number>>;
  /** Players pulling now. */
  readonly viewers: number;
  /** Live channels the vendor holds open now (Ovopark); 0 where the vendor has no such thing. */
  readonly openChannels: number;
}

/** One vendor's cloud on loopback: its API and its streams. */
export interface Simulator {
  readonly vendor: FleetVendor;
  readonly baseUrl: string;
  /** What our driver's account of this vendor holds, pointing here. */
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /** The last 500 calls, oldest first, secrets masked. */
  requests(): readonly RecordedRequest[];
  /** Tells `listener` of every later call; the returned function ends that. */
  onRequest(listener: (entry: RecordedRequest) => void): () => void;
  setFaults(faults: VendorFaults): void;
  counts(): SimulatorCounts;
  close(): Promise<void>;
}

export interface SimulatorOptions {
  readonly cameras: readonly DemoCamera[];
  /** Names of the stores that the cameras refer to; made up when left out. */
  readonly stores?: readonly DemoStore[];
  readonly startOrigin: typeof StartOrigin;
  readonly clock?: Clock;
}

/** What a vendor's answers are made from. */
export interface SimContext {
  readonly origin: Origin;
  readonly cameras: readonly DemoCamera[];
  readonly stores: readonly DemoStore[];
  now(): number;
  /** Runs `task` after `ms` unless called off; closing the simulator calls everything off. */
  after(ms: number, task: () => void): () => void;
  faults(): VendorFaults;
  isOffline(camera: DemoCamera): boolean;
}

/** A reply with what the record says of it. */
export interface SimReply extends HttpReply {
  readonly endpoint: string;
  /** The vendor's own result code. */
  readonly code: string | number;
}

/** One vendor's part of a simulator. */
export interface VendorBehaviour {
  answer(request: SimRequest): SimReply;
  answerStream(request: StreamRequest): StreamAnswer;
  credentials(baseUrl: string): Readonly<Record<string, unknown>>;
  expireTokens(): void;
  openChannels?(): number;
}

/** Starts a vendor's streams and its API on free loopback ports. */
export async function runSimulator(
  vendor: FleetVendor,
  options: SimulatorOptions,
  setUp: (context: SimContext) => VendorBehaviour,
): Promise<Simulator> {
  const timers = createTimers(options.clock ?? systemClock);
  const recorder = createRecorder();
  let faults: VendorFaults = {};
  const origin = await options.startOrigin({ answer: (request) => behaviour.answerStream(request), tls: true });
  const behaviour = setUp({
    origin,
    cameras: options.cameras.filter((camera) => camera.vendor === vendor),
    stores: options.stores ?? nameStores(options.cameras),
    now: timers.now,
    after: timers.after,
    faults: () => faults,
    isOffline: (camera) => faults.offline === true || camera.trait === 'offline',
  });
  const pauses = createPauses(timers);
  const server = await serveHttp(async (request, gone) => {
    const reply = behaviour.answer(request);
    await pauses.hold(faults.slowVendorMs ?? 0, gone);
    const { method, path } = request;
    const { endpoint, code, status = 200 } = reply;
    recorder.add(endpoint, {
      at: timers.now(),
      method,
      path,
      params: maskedParams(request),
      status,
      code: String(code),
    });
    return reply;
  });
  return {
    vendor,
    baseUrl: server.url,
    credentials: behaviour.credentials(server.url),
    origin,
    requests: recorder.requests,
    onRequest: recorder.onRequest,
    setFaults(next) {
      faults = next;
      pauses.release();
      if (next.expireTokens === true) behaviour.expireTokens();
      if (next.offline === true) origin.cut();
      origin.setFaults(streamFaults(next));
    },
    counts: () => ({
      calls: recorder.calls(),
      viewers: origin.viewers(),
      openChannels: behaviour.openChannels?.() ?? 0,
    }),
    async close() {
      pauses.release();
      timers.cancelAll();
      await Promise.all([server.close(), origin.close()]);
    },
  };
}

/** How long a flaky camera's stream lasts. */
export const FLAKY_MS = 5_000;
const CLOUD_NUMBER = { ezviz: 1, onenet: 2, ovopark: 3 } as const satisfies Record<FleetVendor, number>;

export interface Watch {
  readonly camera: DemoCamera;
  readonly quality: 'main' | 'sub';
  onJoin?(): void;
  onLeave?(): void;
}

/** The camera's picture, for a viewer whom the vendor lets in; a camera without a line has none. */
export function watch({ camera, quality, onJoin, onLeave }: Watch, context: SimContext): StreamAnswer {
  if (context.isOffline(camera)) return { kind: 'refused', reason: 'not-found' };
  const cloud = CLOUD_NUMBER[camera.vendor];
  const { device, trait } = camera;
  const cut = (): void => context.origin.cut((picture) => picture.device === device);
  return {
    kind: 'live',
    camera: { cloud, device, label: trait === 'masked' ? 'PRIVACY MASK' : camera.label },
    quality,
    onJoin() {
      onJoin?.();
      if (trait === 'flaky') context.after(FLAKY_MS, cut);
    },
    onLeave: () => onLeave?.(),
  };
}

const streamFaults = ({ refuse, reset, stall, throttle }: VendorFaults): StreamFaults => ({
  ...(refuse !== undefined && { refuse }),
  ...(reset !== undefined && { reset }),
  ...(stall !== undefined && { stall }),
  ...(throttle !== undefined && { throttle }),
});

function nameStores(cameras: readonly DemoCamera[]): readonly DemoStore[] {
  const last = cameras.reduce((most, { store }) => Math.max(most, store), 0);
  return Array.from({ length: last + 1 }, (_, index) => ({ name: `${String(index + 1)}号店`, zone: 'Asia/Shanghai' }));
}
