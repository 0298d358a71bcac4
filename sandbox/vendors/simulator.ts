import type { DemoCamera, DemoStore, FleetVendor } from '../fleet';
import { systemClock, type Clock } from '../media/clock';
import {
  startOrigin,
  type FileReply,
  type FileRequest,
  type Origin,
  type StreamAnswer,
  type StreamFaults,
  type StreamRequest,
} from '../media/origin';
import { serveHttp, type HttpReply, type SimRequest } from './http-server';
import { createInjection, type InjectedAnswer } from './injection';
import { createPlugs, createPowerSwitch, type Plugged, type PoweredBox } from './plugs';
import { createRecorder, maskedParams, type RecordedRequest } from './record';
import { throttled } from './throttle';
import { createPauses, createTimers } from './timers';

export { groupByBox, type Box } from './boxes';
export type { CameraTrait, DemoCamera, DemoStore, FleetVendor } from '../fleet';
export type { FileReply, FileRequest, Origin, StreamAnswer, StreamRequest } from '../media/origin';
export { HOME_LOOK, type Look } from '../media/look';
export type { Span } from '../media/span';
export { createHistory, type History } from './history';
export { boxOfCameras, type PoweredBox } from './plugs';
export { createLens, type Lens, type LensAxis, type LensMotion, type LensState } from './lens';
export { recordedFlv, recordedMp4, takeStill, watch, watchRecorded, watchStretch } from './pictures';
export { firstStretch, motionSpans, recordedFiles } from './recordings';
export type { HttpReply, SimRequest } from './http-server';
export type { InjectedAnswer } from './injection';
export type { Clock, RecordedRequest };

/** Trouble to make, until it is set anew; `{}` ends all of it. */
export interface VendorFaults extends StreamFaults {
  /** Whatever the vendor has issued expires at this moment; each simulator's `start` says what that is. */
  readonly expireTokens?: boolean;
  /** Addresses of streams and files issued so far open nothing any more; what plays already goes on. */
  readonly expireAddresses?: boolean;
  /** The vendor's code for "called too often"; vendors that document none ignore it. */
  readonly quota?: boolean;
  /** Every device has lost its line: what comes from it breaks off, what is in the cloud goes on. */
  readonly offline?: boolean;
  /** Holds each reply back; replies held are let go when the faults change. */
  readonly slowVendorMs?: number;
  /** A code of the vendor in place of an endpoint's own answer. */
  readonly answer?: InjectedAnswer;
}

export interface SimulatorCounts {
  /** Calls received, by endpoint. */
  readonly calls: Readonly<Record<string, number>>;
  /** Players pulling now. */
  readonly viewers: number;
  /** Live channels the vendor holds open or preloaded now (Ovopark, OneNET); 0 where the vendor has no such thing. */
  readonly openChannels: number;
}

/** One vendor's cloud on loopback: its API and its streams. `State` is what it tells of a camera. */
export interface Simulator<V extends string = FleetVendor, State extends object = object> {
  readonly vendor: V;
  readonly baseUrl: string;
  /** What our driver's account of this vendor holds, pointing here. */
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /** The last 500 calls, oldest first, secrets masked. */
  requests(): readonly RecordedRequest[];
  /** Tells `listener` of every later call; the returned function ends that. */
  onRequest(listener: (entry: RecordedRequest) => void): () => void;
  setFaults(faults: VendorFaults): void;
  /** Pulls the plug of a box, or puts it in; false where there is no such box. */
  setPower(serial: string, on: boolean): boolean;
  /** Whether a box has power; null where there is no such box. */
  hasPower(serial: string): boolean | null;
  /** What state a camera has been put into, in the vendor's own terms; null where there is no such camera. */
  inspect(serial: string, channel: string): State | null;
  counts(): SimulatorCounts;
  close(): Promise<void>;
}

export interface SimulatorOptions<V extends string = FleetVendor> {
  readonly cameras: readonly DemoCamera<V>[];
  /** Names of the stores that the cameras refer to; made up when left out. */
  readonly stores?: readonly DemoStore[];
  /** Serves the streams; a test may bring an origin without media. */
  readonly startOrigin?: typeof startOrigin;
  readonly clock?: Clock;
  /** Where the API is to listen; on a free port where that is taken, and when left out. */
  readonly port?: number | undefined;
}

/** What a vendor's answers are made from. */
export interface SimContext<V extends string = FleetVendor> {
  readonly origin: Origin;
  /** Address of the API; known once calls come in. */
  readonly baseUrl: () => string;
  readonly cameras: readonly DemoCamera<V>[];
  readonly stores: readonly DemoStore[];
  readonly now: () => number;
  /** Runs `task` after `ms` unless called off; closing the simulator calls everything off. */
  readonly after: (ms: number, task: () => void) => () => void;
  readonly faults: () => VendorFaults;
  /** The code that a genuine call of this endpoint shall be answered with, once for each call; null to serve it. */
  readonly injectedCode: (endpoint: string) => string | null;
  /** It has no power, or every device has lost its line. */
  readonly isOffline: (box: Plugged) => boolean;
  /** Epoch ms at which a box was last given power or lost it; null for one that nobody touched. */
  readonly powerChangedAt: (serial: string) => number | null;
  /** Epoch ms at which a box was last given power; null for one that nobody touched. */
  readonly powerGivenAt: (serial: string) => number | null;
}

/** A reply with what the record says of it. */
export interface SimReply extends HttpReply {
  readonly endpoint: string;
  /** The vendor's own result code. */
  readonly code: string | number;
}

/** One vendor's part of a simulator. */
export interface VendorBehaviour<State extends object = object> {
  answer(request: SimRequest): SimReply | Promise<SimReply>;
  answerStream(request: StreamRequest): StreamAnswer;
  /** GETs at the streaming host that are no stream. */
  answerFile?(request: FileRequest): FileReply | null;
  credentials(baseUrl: string): Readonly<Record<string, unknown>>;
  expireTokens(): void;
  expireAddresses?(): void;
  /** Devices have lost their lines at this moment: those that are offline now. */
  loseLines?(): void;
  /** A box by its serial number, and the numbers of its pictures; those of the demo when left out. */
  readonly boxOf?: (serial: string) => PoweredBox | null;
  openChannels?(): number;
  inspect?(serial: string, channel: string): State | null;
}

/** Starts a vendor's streams and its API on loopback ports. */
export async function runSimulator<V extends string, State extends object = object>(
  vendor: V,
  options: SimulatorOptions<V>,
  setUp: (context: SimContext<V>) => VendorBehaviour<State>,
): Promise<Simulator<V, State>> {
  const timers = createTimers(options.clock ?? systemClock);
  const recorder = createRecorder();
  const injection = createInjection();
  const plugs = createPlugs(timers.now);
  const cameras = options.cameras.filter((camera) => camera.vendor === vendor);
  let faults: VendorFaults = {};
  const origin = await openStreams(options, () => behaviour);
  const behaviour = setUp({
    origin,
    baseUrl: () => server.url,
    cameras,
    stores: options.stores ?? nameStores(options.cameras),
    now: timers.now,
    after: timers.after,
    faults: () => faults,
    injectedCode: injection.take,
    isOffline: (box) => faults.offline === true || !plugs.hasPower(box),
    powerChangedAt: plugs.changedAt,
    powerGivenAt: plugs.givenAt,
  });
  const loseLines = lineCutter(origin, behaviour);
  const pauses = createPauses(timers);
  const server = await serveHttp(async (request, gone) => {
    const reply = await behaviour.answer(request);
    await pauses.hold(faults.slowVendorMs ?? 0, gone);
    recorder.add(reply.endpoint, describe(request, reply, timers.now()));
    return throttled(reply, () => faults.throttle ?? 0, timers);
  }, options.port);
  return {
    vendor,
    baseUrl: server.url,
    credentials: behaviour.credentials(server.url),
    origin,
    requests: recorder.requests,
    onRequest: recorder.onRequest,
    setFaults(next) {
      faults = next;
      injection.set(next.answer);
      pauses.release();
      begin(next, { behaviour, origin, loseLines });
    },
    ...createPowerSwitch(plugs, { boxOf: behaviour.boxOf, cameras, loseLines }),
    inspect: (serial, channel) => behaviour.inspect?.(serial, channel) ?? null,
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

const openStreams = (
  options: Pick<SimulatorOptions, 'startOrigin'>,
  behaviour: () => VendorBehaviour,
): Promise<Origin> =>
  (options.startOrigin ?? startOrigin)({
    answer: (request) => behaviour().answerStream(request),
    file: (request) => behaviour().answerFile?.(request) ?? null,
    tls: true,
  });

function describe(request: SimRequest, { status = 200, code }: SimReply, at: number): RecordedRequest {
  const { method, path } = request;
  return { at, method, path, params: maskedParams(request), status, code: String(code) };
}

/** Breaks off what comes from the cameras that are gone, by their pictures' numbers; what is in the cloud goes on. */
const lineCutter =
  (origin: Origin, behaviour: Pick<VendorBehaviour, 'loseLines'>) =>
  (isGone: (picture: number) => boolean): void => {
    origin.cut(({ device }, shows) => shows !== 'cloud' && isGone(device));
    behaviour.loseLines?.();
  };

interface Stricken {
  readonly behaviour: Pick<VendorBehaviour, 'expireTokens' | 'expireAddresses'>;
  readonly origin: Origin;
  readonly loseLines: ReturnType<typeof lineCutter>;
}

/** The vendor and its streams hear of new faults. */
function begin(faults: VendorFaults, { behaviour, origin, loseLines }: Stricken): void {
  if (faults.expireTokens === true) behaviour.expireTokens();
  if (faults.expireAddresses === true) behaviour.expireAddresses?.();
  if (faults.offline === true) loseLines(() => true);
  origin.setFaults(streamFaults(faults));
}

const streamFaults = ({ refuse, reset, stall, throttle }: VendorFaults): StreamFaults => ({
  ...(refuse !== undefined && { refuse }),
  ...(reset !== undefined && { reset }),
  ...(stall !== undefined && { stall }),
  ...(throttle !== undefined && { throttle }),
});

function nameStores(cameras: readonly Pick<DemoCamera, 'store'>[]): readonly DemoStore[] {
  const last = cameras.reduce((most, { store }) => Math.max(most, store), 0);
  return Array.from({ length: last + 1 }, (_, index) => ({ name: `${String(index + 1)}号店`, zone: 'Asia/Shanghai' }));
}
