import type { Footage, PastWish, Recording } from '../../cloudfunctions/core/capabilities';
import { createHttp } from '../../cloudfunctions/core/http';
import type { ChannelAddress, Driver } from '../../cloudfunctions/core/ports';
import { vendors } from '../../cloudfunctions/vendors/index';
import type { DemoCamera, FleetVendor } from '../../sandbox/fleet';
import type { Simulator, SimulatorOptions } from '../../sandbox/vendors/simulator';
import { makeCamera, makeClock, makeOrigins, withTrait, type FakeOrigin } from '../sandbox/vendors/support';
import type { RecordingPlace } from '../../typings/contract/domain';
import { makeDriverDeps } from './driver-deps';

export interface LookBackContract {
  readonly vendor: FleetVendor;
  start(options: SimulatorOptions): Promise<Simulator>;
  /** Serial number of a camera without a line. */
  readonly offlineSerial: string;
  readonly places: readonly RecordingPlace[];
  /** Cameras that record day and night, and how many calls it takes to list a month of them. */
  readonly tireless: readonly {
    readonly camera: DemoCamera;
    readonly calls: Readonly<Record<RecordingPlace, number>>;
  }[];
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
/** Noon in China, when the demo cameras have recorded for weeks. */
const NOW = Date.UTC(2024, 2, 4, 4);

/** What every driver with recordings must do, proved against what the simulator's streams really play. */
export function describeLookBackContract(contract: LookBackContract): void {
  const { vendor, start, offlineSerial, places, tireless } = contract;
  const camera = makeCamera(vendor);
  const offline = withTrait(vendor, 'offline', offlineSerial);
  const addressOf = ({ serial, channel }: typeof camera): ChannelAddress => ({
    deviceId: serial,
    channelId: channel,
    groupId: null,
  });
  const address = addressOf(camera);
  let simulator: Simulator;
  let origin: FakeOrigin;
  let recordings: NonNullable<Driver['recordings']>;

  beforeEach(async () => {
    const time = makeClock(NOW);
    const { startOrigin, origins } = makeOrigins();
    simulator = await start({
      cameras: [camera, offline, ...tireless.map((one) => one.camera)],
      startOrigin,
      clock: time,
    });
    [origin] = origins as [FakeOrigin];
    const clock = { now: time.now, sleep: async (ms: number) => time.advance(ms) };
    const http = createHttp({ clock, random: () => 0 });
    const definition = vendors.find(({ id }) => id === vendor);
    recordings = definition!.open(makeDriverDeps<unknown>(simulator.credentials, http, clock)).recordings!;
  });
  afterEach(() => simulator.close());

  const listed = (place: RecordingPlace, span = { from: NOW - 3 * DAY, to: NOW }): Promise<readonly Recording[]> =>
    recordings.list(address, { place, ...span });

  const open = (recording: Recording, more: Partial<PastWish> = {}): Promise<Footage> =>
    recordings.open(address, { place: recording.place, recording, at: recording.from, speed: 1, avoid: [], ...more });

  /** What an address plays, by the stream server's own account. */
  function played(url: string) {
    const answer = origin.pull(url);
    if (answer.kind !== 'recorded') throw new Error(`no recording: ${JSON.stringify(answer)}`);
    return answer;
  }

  describe(`the past of the ${vendor} driver`, () => {
    test('the places are those of the vendor', () => {
      expect(recordings.places).toEqual(places);
    });

    describe.each(places)('at the place %s', (place) => {
      test('recordings come in order of time, each once, and touch the asked span', async () => {
        const span = { from: NOW - 3 * DAY, to: NOW - 90 * 60 * SECOND };
        const found = await listed(place, span);
        expect(found.length).toBeGreaterThan(3);
        for (const [index, recording] of found.entries()) {
          expect(recording.place).toBe(place);
          expect(recording.to).toBeGreaterThan(Math.max(recording.from, span.from));
          expect(recording.from).toBeLessThan(span.to);
          if (index > 0) expect(recording.from).toBeGreaterThan(found[index - 1]!.from);
        }
      });

      test.each(tireless)('a month of $camera.label is listed with no more calls than pages', async (one) => {
        await listed(place); // fetches the token
        const before = simulator.requests().length;
        const query = { place, from: NOW - 31 * DAY, to: NOW };
        const found = await recordings.list(addressOf(one.camera), query);
        expect(found.length).toBeGreaterThan(100);
        expect(simulator.requests().length - before).toBe(one.calls[place]);
      });

      test('a time of which nothing is kept has none', async () => {
        const longAgo = Date.UTC(1999, 0, 1);
        expect(await listed(place, { from: longAgo, to: longAgo + DAY })).toEqual([]);
      });

      test('what is opened plays the stretch that it tells, and the instant asked for', async () => {
        const [recording] = await listed(place);
        const at = Math.floor((recording!.from + recording!.to) / 2) + 321;
        const { sources, ...told } = await open(recording!, { at });
        expect(told.from).toBeLessThanOrEqual(at);
        expect(told.to).toBe(recording!.to);
        for (const { url, protocol } of sources) {
          expect(played(url)).toMatchObject({ place, span: told, speed: 1 });
          // Other players cannot seek.
          if (protocol !== 'hls') expect(at - told.from).toBeLessThan(SECOND);
        }
      });

      test('every protocol is to be had from the beginning of a recording', async () => {
        const [recording] = await listed(place);
        const { sources } = await open(recording!);
        const [{ protocol, url }] = sources as [Footage['sources'][number]];
        expect(played(url)).toMatchObject({ place, span: { from: recording!.from } });
        const { sources: others } = await open(recording!, { avoid: [protocol] });
        for (const other of others) expect(played(other.url).span.from).toBe(recording!.from);
        expect((await open(recording!, { avoid: ['flv', 'rtmp', 'hls'] })).sources[0]?.protocol).toBe(protocol);
      });

      test('each speed on offer is the one that is played, and another is refused', async () => {
        const [recording] = await listed(place);
        for (const speed of recordings.speeds) {
          const { sources } = await open(recording!, { speed });
          for (const { url } of sources) expect(played(url)).toMatchObject({ speed });
        }
        await expect(open(recording!, { speed: 3 })).rejects.toMatchObject({ code: 'invalid-argument' });
      });

      test('what is still being recorded is listed, ends by now and can be played', async () => {
        const found = await listed(place, { from: NOW - HOUR, to: NOW + HOUR });
        const last = found.at(-1)!;
        expect(last.to).toBeGreaterThan(NOW - HOUR);
        const { sources, ...told } = await open(last, { at: last.to - SECOND });
        expect(told.from).toBeLessThan(last.to);
        expect(played(sources[0]!.url).place).toBe(place);
      });

      test('the last moment of a recording can be opened', async () => {
        const [recording] = await listed(place);
        const { to } = recording!;
        const { sources, ...told } = await open(recording!, { at: to - 1 });
        expect(told.from).toBeLessThan(to);
        expect(played(sources[0]!.url).span.from).toBe(told.from);
      });

      test('an instant outside the recording is refused without a call', async () => {
        const [recording] = await listed(place);
        const before = simulator.requests().length;
        for (const at of [recording!.from - 1, recording!.to]) {
          await expect(open(recording!, { at })).rejects.toMatchObject({ code: 'invalid-argument' });
        }
        expect(simulator.requests()).toHaveLength(before);
      });
    });

    test('what a camera without a line keeps itself is device-offline', async () => {
      const query = { place: 'device', from: NOW - DAY, to: NOW } as const;
      await expect(recordings.list(addressOf(offline), query)).rejects.toMatchObject({ code: 'device-offline' });
    });
  });
}
