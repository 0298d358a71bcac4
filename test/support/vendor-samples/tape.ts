import { createHttp } from '../../../cloudfunctions/core/http';
import type { Clock, HttpPort, HttpRequest, HttpResponse } from '../../../cloudfunctions/core/ports';
import type { Simulator, VendorFaults } from '../../../sandbox/vendors/simulator';
import { makeCamera, makeClock, makeOrigins, type FakeOrigin } from '../../sandbox/vendors/support';
import { makeDriverDeps } from '../driver-deps';
import type { World } from './sample';
import type { VendorCase } from './vendor-case';

/** Noon in China on a Monday, when the demo cameras have recorded for weeks. */
const NOW = Date.UTC(2024, 2, 4, 4);
const DAYS_MS = 3 * 86_400_000;

/** What went between a call and its vendor. */
export interface Tape {
  readonly vendor: VendorCase;
  readonly name: string;
  readonly world: World;
  readonly credentials: Readonly<Record<string, unknown>>;
  /** The last good reply of each endpoint that the call itself asked, without its preparation. */
  readonly replies: ReadonlyMap<string, HttpResponse>;
  /** The simulator's routes that the call reached, by their names. */
  readonly routes: readonly string[];
  /** What the call came to. */
  readonly result: unknown;
}

/** The endpoint that a request asks, the same for every request to it. */
export const endpointOf = ({ method, label }: HttpRequest): string => `${method} ${label}`;

/** Makes one call of a vendor to its simulator, under `faults`. Rejects when the simulator refuses it. */
export async function record(vendor: VendorCase, name: string, faults: VendorFaults = {}): Promise<Tape> {
  const vendorClock = makeClock(NOW);
  const { startOrigin, origins } = makeOrigins();
  const camera = makeCamera(vendor.id);
  const simulator = await vendor.start({ cameras: [camera], startOrigin, clock: vendorClock });
  try {
    const [origin] = origins;
    if (origin === undefined) throw new Error('the simulator started no origin');
    const clock: Clock = {
      now: vendorClock.now,
      sleep: async (ms) => vendorClock.advance(ms),
    };
    const wire = makeWire(simulator, origin);
    const credentials = vendor.credentialsFor(name, simulator.credentials);
    const open = () => vendor.open(makeDriverDeps<unknown>(credentials, wire.http, clock));
    const world = await open().prepare(name, worldOf(vendor, camera.serial, camera.channel));
    vendorClock.advance(vendor.pauseBefore(name));
    simulator.setFaults(faults);
    wire.forget();
    const result = await open().run(name, world);
    return { vendor, name, world, credentials, replies: wire.replies(), routes: wire.routes(), result };
  } finally {
    await simulator.close();
  }
}

function worldOf({ id, newDevice }: VendorCase, deviceId: string, channelId: string): World {
  const address = { deviceId, channelId, groupId: id === 'ovopark' ? '52000' : null };
  const span = { from: NOW - DAYS_MS, to: NOW };
  const recording = { ...span, place: 'device', id: null, trigger: 'unknown', bytes: null } as const;
  const phrase = { name: '欢迎光临', url: 'http://voice.example/1.mp3', durationMs: 2000 };
  const named = {
    preset: '1',
    picture: 'sample',
    video: '1',
    command: 'sample',
    task: 'sample',
    url: 'http://picture.example/1.jpg',
  };
  return { address, now: NOW, span, newDevice, recording, phrase, ...named };
}

/** The way to the simulator, which notes what passes. Its origin has no port, so that GETs to it are handed over. */
function makeWire(simulator: Simulator, origin: FakeOrigin) {
  let replies = new Map<string, HttpResponse>();
  let before = simulator.counts().calls;
  let files: string[] = [];
  const real = createHttp({ clock: { now: Date.now, sleep: async () => undefined }, random: () => 0 });
  const exchange = async (request: HttpRequest): Promise<HttpResponse> => {
    if (!request.url.startsWith(origin.http)) return real(request);
    files.push(`${request.method} ${new URL(request.url).pathname}`);
    const reply = origin.get(request.url, request.headers);
    if (reply === null) return { status: 404, headers: {}, body: new Uint8Array() };
    return { status: reply.status, headers: { 'content-type': reply.type }, body: reply.body };
  };
  const http: HttpPort = async (request) => {
    const response = await exchange(request);
    replies.set(endpointOf(request), response);
    return response;
  };
  return {
    http,
    replies: (): ReadonlyMap<string, HttpResponse> => replies,
    routes(): readonly string[] {
      const { calls } = simulator.counts();
      return [...Object.keys(calls).filter((route) => calls[route] !== before[route]), ...files];
    },
    forget() {
      replies = new Map();
      before = simulator.counts().calls;
      files = [];
    },
  };
}
