import type { RecordedAnswer } from '../../../sandbox/media/audience';
import type { MediaPacket } from '../../../sandbox/media/packet';
import { Replay } from '../../../sandbox/media/replay';
import { createDecoder, type H264Decoder } from '../../support/media/h264-decoder';
import { makeMediaClock, type MediaClock } from '../../support/media/media-clock';
import { readMarks } from '../../support/media/pulled';

const CAMERA = { cloud: 1, device: 7, label: 'CASHIER 07' } as const;
const FROM = Date.UTC(2026, 3, 30, 5, 37, 20);
const SECOND = 1000;

let clock: MediaClock;
let decoder: H264Decoder;
beforeEach(async () => {
  clock = makeMediaClock();
  decoder = await createDecoder();
});
afterEach(() => decoder.release());

const answer = (change: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
  ...{ kind: 'recorded', camera: CAMERA, quality: 'sub', place: 'device', speed: 1 },
  span: { from: FROM, to: FROM + 10 * SECOND },
  ...change,
});

function play(change: Partial<RecordedAnswer> = {}) {
  const packets: MediaPacket[] = [];
  const watcher = { packets, behindBytes: 0, ends: 0, run: null as Replay | null };
  const viewer = {
    deliver: (packet: MediaPacket) => void packets.push(packet),
    backlog: () => watcher.behindBytes,
    end: () => {
      watcher.ends++;
    },
  };
  watcher.run = new Replay(answer(change), viewer, clock);
  return watcher;
}

/** Stream time and recorded instant (ms from FROM) of each picture. */
function picturesOf(packets: readonly MediaPacket[]): [at: number, instant: number][] {
  const tags = packets.map(({ tag }) => tag).filter(({ kind, body }) => kind === 'video' && body[1] !== 2);
  const marks = readMarks(tags, decoder, 'sub');
  return tags.slice(1).map(({ timestamp }, index) => {
    const mark = marks[index];
    expect(mark).toMatchObject({ cloud: 1, device: 7, playback: true });
    return [timestamp, (mark?.instant ?? 0) - FROM];
  });
}

test('the first picture is that of the first instant, and a second of the clock is a second of the recording', () => {
  const { packets } = play();
  clock.advance(0);
  expect(picturesOf(packets)).toEqual([[0, 0]]);
  clock.advance(SECOND);
  const pictures = picturesOf(packets);
  expect(pictures).toHaveLength(16);
  expect(pictures.every(([at, instant]) => at === instant)).toBe(true);
  expect(pictures.at(-1)).toEqual([SECOND, SECOND]);
});

test.each([
  [2, 15],
  [4, 15],
  [8, 15],
  [16, 15],
  [0.5, 7.5],
])(
  'at %d times the speed pictures are left out, not hurried: %d a second, each with its true instant',
  (speed, rate) => {
    const { packets } = play({ speed, span: { from: FROM, to: FROM + 60 * SECOND } });
    clock.advance(2 * SECOND);
    const pictures = picturesOf(packets);
    expect(pictures).toHaveLength(2 * rate + 1);
    for (const [at, instant] of pictures) expect(Math.abs(instant - at * speed)).toBeLessThanOrEqual(speed);
    expect(pictures.at(-1)).toEqual([2 * SECOND, 2 * SECOND * speed]);
  },
);

test('the hum goes on beneath at any speed', () => {
  const { packets } = play({ speed: 4 });
  clock.advance(SECOND);
  const sound = packets.slice(3).filter(({ tag }) => tag.kind === 'audio');
  expect(sound.map(({ tag }) => tag.timestamp)).toEqual(Array.from({ length: 16 }, (_, index) => index * 64));
});

test.each([1, 2, 0.5])('at speed %d it ends in order when the span is over, with a word to the decoder', (speed) => {
  const watcher = play({ speed, span: { from: FROM, to: FROM + 2 * SECOND } });
  clock.advance((2 * SECOND) / speed - 1);
  expect(watcher.ends).toBe(0);
  clock.advance(1);
  expect(watcher.ends).toBe(1);
  expect([...(watcher.packets.at(-1)?.tag.body.subarray(0, 2) ?? [])]).toEqual([0x17, 2]);
  expect(picturesOf(watcher.packets).at(-1)?.[1]).toBeLessThan(2 * SECOND);
  expect(clock.waiting()).toBe(0);
});

test('a recording that is still being made ends where it has caught up with the present', () => {
  const from = clock.now() - 4 * SECOND;
  const beside = play({ span: { from, to: clock.now() + 3600 * SECOND } });
  const ahead = play({ speed: 2, span: { from, to: clock.now() + 3600 * SECOND } });
  clock.advance(3900);
  expect([beside.ends, ahead.ends]).toEqual([0, 0]);
  clock.advance(300);
  expect([beside.ends, ahead.ends]).toEqual([0, 1]);
  clock.advance(60 * SECOND);
  expect(beside.ends).toBe(0);
});

test('a viewer that falls behind is waited for and misses nothing', () => {
  const watcher = play({ span: { from: FROM, to: FROM + 4 * SECOND } });
  clock.advance(SECOND);
  watcher.behindBytes = 4 * 1024 * 1024;
  clock.advance(20 * SECOND);
  watcher.behindBytes = 0;
  clock.advance(2 * SECOND);
  const pictures = picturesOf(watcher.packets);
  expect(watcher.ends).toBe(0);
  expect(pictures).toEqual(pictures.map((_, n) => [Math.round((n * 1000) / 15), Math.round((n * 1000) / 15)]));
  clock.advance(2 * SECOND);
  expect(watcher.ends).toBe(1);
});

test('a viewer that leaves while it is served leaves nothing waiting', () => {
  const watcher = play();
  watcher.run?.stop();
  clock.advance(SECOND);
  expect([watcher.packets.length, clock.waiting()]).toEqual([3, 0]);
});
