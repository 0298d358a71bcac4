import fc from 'fast-check';
import type { Segment } from '../../../typings/contract/domain';
import type { Recording, Span } from '../../../cloudfunctions/core/capabilities';
import { segmentsIn } from '../../../cloudfunctions/core/segments';

const SECOND = 1000;
const DAY: Span = { from: 0, to: 86_400 * SECOND };

/** From second `from` to second `to`. */
const makeRecording = (from: number, to: number, more: Partial<Recording> = {}): Recording => ({
  ...{ from: from * SECOND, to: to * SECOND, place: 'device', id: null, trigger: 'timed', bytes: null },
  ...more,
});
const shown = (recordings: readonly Recording[], bounds = DAY): unknown =>
  segmentsIn(bounds, recordings).map(({ from, to, trigger, id }) => [from / SECOND, to / SECOND, id ?? trigger]);

test('files that follow each other within two seconds are one segment, in whatever order they come', () => {
  const files = [makeRecording(602, 1200), makeRecording(0, 600), makeRecording(1200, 1800), makeRecording(1803, 1900)];
  expect(shown(files)).toEqual([
    [0, 1800, 'timed'],
    [1803, 1900, 'timed'],
  ]);
});

test('files of another trigger stay apart', () => {
  const files = [makeRecording(0, 60), makeRecording(60, 90, { trigger: 'motion' }), makeRecording(90, 120)];
  expect(shown(files)).toEqual([
    [0, 60, 'timed'],
    [60, 90, 'motion'],
    [90, 120, 'timed'],
  ]);
});

test('motion is seen through what was recorded by the clock at the same time', () => {
  const files = [makeRecording(0, 600), makeRecording(100, 130, { trigger: 'motion' })];
  expect(shown(files)).toEqual([
    [0, 100, 'timed'],
    [100, 130, 'motion'],
    [130, 600, 'timed'],
  ]);
});

test('recordings with ids never become one, and the later begins where the earlier ends', () => {
  const files = [
    makeRecording(0, 60, { id: 'a' }),
    makeRecording(60, 90, { id: 'b' }),
    makeRecording(80, 120, { id: 'c' }),
  ];
  expect(shown(files)).toEqual([
    [0, 60, 'a'],
    [60, 90, 'b'],
    [90, 120, 'c'],
  ]);
});

test('a recording over midnight shows on both days', () => {
  const files = [makeRecording(86_000, 87_000, { id: 'night' })];
  expect(shown(files)).toEqual([[86_000, 86_400, 'night']]);
  expect(shown(files, { from: DAY.to, to: 2 * DAY.to })).toEqual([[86_400, 87_000, 'night']]);
});

test('nothing is left of recordings that end before they begin, or are too short to be played', () => {
  expect(shown([makeRecording(60, 60), makeRecording(90, 80), makeRecording(100, 100.5)])).toEqual([]);
});

test('a day that the zone left out shows nothing', () => {
  expect(shown([makeRecording(0, 600)], { from: 300_000, to: 300_000 })).toEqual([]);
});

const seconds = fc.integer({ min: -2000, max: 90_000 });
const recordings = fc.array(
  fc
    .tuple(seconds, fc.integer({ min: -5, max: 5000 }), fc.constantFrom(...(['timed', 'motion', 'unknown'] as const)))
    .chain(([from, length, trigger]) =>
      fc.option(fc.uuid(), { freq: 2 }).map((id) => makeRecording(from, from + length, { trigger, id })),
    ),
  { maxLength: 40 },
);

/** Whether any of the spans, each widened to its end by `slack`, holds the instant. */
const holds = (spans: readonly Span[], at: number, slack = 0): boolean =>
  spans.some(({ from, to }) => from - slack <= at && at < to + slack);

test('segments are in order, within the day and without overlap', () => {
  fc.assert(
    fc.property(recordings, (list) => {
      let end = DAY.from;
      for (const { from, to } of segmentsIn(DAY, list)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to - from).toBeGreaterThanOrEqual(SECOND);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(DAY.to);
    }),
  );
});

test('what was recorded is shown, and what is shown was recorded, but for the seams', () => {
  fc.assert(
    fc.property(recordings, fc.integer({ min: 0, max: DAY.to / SECOND - 1 }), (list, second) => {
      const at = second * SECOND + 500;
      const shows = holds(segmentsIn(DAY, list), at);
      expect(shows || !holds(list, at)).toBe(true);
      expect(!shows || holds(list, at, 2 * SECOND)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a segment with an id is part of the recording that has it', () => {
  fc.assert(
    fc.property(recordings, (list) => {
      const isPart = ({ from, to, id }: Segment): boolean =>
        list.some((one) => one.id === id && one.from <= from && to <= one.to);
      const named = segmentsIn(DAY, list).filter(({ id }) => id !== null);
      expect(named.filter((segment) => !isPart(segment))).toEqual([]);
    }),
  );
});

test('segments made into segments once more stay as they are', () => {
  fc.assert(
    fc.property(recordings, (list) => {
      const once = segmentsIn(DAY, list);
      expect(
        segmentsIn(
          DAY,
          once.map((one) => ({ ...one, place: 'device', bytes: null })),
        ),
      ).toEqual(once);
    }),
  );
});
