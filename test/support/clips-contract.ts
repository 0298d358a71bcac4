import type { ClipOutcome, Clips, ClipWish } from '../../cloudfunctions/core/capabilities';
import { createHttp } from '../../cloudfunctions/core/http';
import type { ChannelAddress, Driver } from '../../cloudfunctions/core/ports';
import { vendors } from '../../cloudfunctions/vendors/index';
import type { DemoCamera, FleetVendor } from '../../sandbox/fleet';
import type { Simulator, SimulatorOptions } from '../../sandbox/vendors/simulator';
import type { ClipFormat, RecordingPlace } from '../../typings/contract/domain';
import { makeCamera, makeClock, makeOrigins, withTrait, type FakeClock } from '../sandbox/vendors/support';
import { makeDriverDeps } from './driver-deps';

export interface ClipsContract {
  readonly vendor: FleetVendor;
  start(options: SimulatorOptions): Promise<Simulator>;
  /** Serial number of a camera without a line. */
  readonly offlineSerial: string;
  readonly places: readonly RecordingPlace[];
  readonly format: ClipFormat;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Noon in China, when the demo cameras have recorded all morning. */
const NOW = Date.UTC(2024, 2, 4, 4);
const SPAN = { from: NOW - 60 * MINUTE, to: NOW - 59 * MINUTE };
const MOST_CHECKS = 60;
const BEGINS_WITH: Readonly<Record<ClipFormat, (file: Buffer) => boolean>> = {
  mp4: (file) => file.toString('latin1', 4, 8) === 'ftyp',
  flv: (file) => file.toString('latin1', 0, 3) === 'FLV',
};

/** What every driver that hands out clips must do, proved by the files that come of it. */
export function describeClipsContract({ vendor, start, offlineSerial, places, format }: ClipsContract): void {
  const camera = makeCamera(vendor);
  const offline = withTrait(vendor, 'offline', offlineSerial);
  const addressOf = ({ serial, channel }: DemoCamera): ChannelAddress => ({
    deviceId: serial,
    channelId: channel,
    groupId: null,
  });
  const address = addressOf(camera);
  let simulator: Simulator;
  let time: FakeClock;
  let driver: Driver;
  let clips: Clips;

  beforeEach(async () => {
    time = makeClock(NOW);
    const { startOrigin } = makeOrigins();
    simulator = await start({ cameras: [camera, offline], startOrigin, clock: time });
    const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };
    const http = createHttp({ clock, random: () => 0 });
    const definition = vendors.find(({ id }) => id === vendor);
    driver = definition!.open(makeDriverDeps<unknown>(simulator.credentials, http, clock));
    clips = driver.clips!;
  });
  afterEach(() => simulator.close());

  /** The first minute of what lies there; where nobody can ask, one of the morning. */
  async function recordedWish(place: RecordingPlace): Promise<ClipWish> {
    const found = (await driver.recordings?.list(address, { place, from: NOW - 24 * 60 * MINUTE, to: NOW })) ?? [];
    const { from, to } = found[0] ?? SPAN;
    return { place, from, to: Math.min(to, from + MINUTE) };
  }

  /** What comes of a wish in the end, looked after every second. */
  async function make(wish: ClipWish, of: ChannelAddress = address): Promise<ClipOutcome> {
    let outcome = await clips.start(of, wish);
    for (let checks = 0; outcome.kind === 'preparing' && checks < MOST_CHECKS; checks += 1) {
      time.advance(SECOND);
      outcome = (await clips.check?.(of, outcome.task)) ?? outcome;
    }
    return outcome;
  }

  describe(`the clips of the ${vendor} driver`, () => {
    test('they are of the places and the format of the vendor', () => {
      expect(clips).toMatchObject({ places, format });
      expect(clips.longestMs).toBeGreaterThanOrEqual(MINUTE);
    });

    describe.each(places)('at the place %s', (place) => {
      test('a minute becomes a file that can be fetched', async () => {
        const outcome = await make(await recordedWish(place));
        if (outcome.kind !== 'ready') throw new Error(`not ready: ${JSON.stringify(outcome)}`);
        const response = await fetch(outcome.url);
        expect(response.status).toBe(200);
        const file = Buffer.from(await response.arrayBuffer());
        expect(BEGINS_WITH[format](file)).toBe(true);
        if (outcome.expiresAt !== null) expect(outcome.expiresAt).toBeGreaterThan(time.now());
      });

      test('a span that is empty or longer than a clip may be is refused without a call', async () => {
        const before = simulator.requests().length;
        for (const ms of [0, clips.longestMs + 1]) {
          const wish = { place, from: SPAN.from, to: SPAN.from + ms };
          await expect(clips.start(address, wish)).rejects.toMatchObject({ code: 'invalid-argument' });
        }
        expect(simulator.requests()).toHaveLength(before);
      });

      test('of a time when nothing was recorded there is no file', async () => {
        const longAgo = Date.UTC(1999, 0, 1);
        const outcome = await make({ place, from: longAgo, to: longAgo + MINUTE });
        expect(outcome).toMatchObject({ kind: 'refused' });
      });
    });

    test('what a camera without a line recorded is refused for that', async () => {
      const outcome = await make({ ...SPAN, place: 'device' }, addressOf(offline));
      expect(outcome).toEqual({ kind: 'refused', why: 'recorder-offline' });
    });
  });
}
