import fc from 'fast-check';
import {
  gapsWithin,
  segmentAt,
  segmentsWithin,
  snapToEdge,
  snapToStart,
} from '../../../../miniprogram/playback/utils/timeline/segments';
import type { Segment } from '../../../../typings/contract/domain';
import { makeSegment } from '../../support/timeline';

const segments = [makeSegment(10, 20), makeSegment(20, 30), makeSegment(50, 60)];

/** Any order of recording and pausing, by lengths; a pause may be none. */
const anySegments: fc.Arbitrary<readonly Segment[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 40 })
  .map((lengths) => {
    let at = 0;
    return lengths.map(([pause, length]) => {
      const from = at + pause;
      at = from + length;
      return makeSegment(from, at);
    });
  });
const anySpan = fc
  .tuple(fc.integer({ min: -5, max: 400 }), fc.integer({ min: 0, max: 120 }))
  .map(([from, length]) => ({ from, to: from + length }));

test('the segments within a stretch are found as by looking at each', () => {
  fc.assert(
    fc.property(anySegments, anySpan, (all, span) => {
      const { first, last } = segmentsWithin(all, span);
      const wanted = all.filter(({ from, to }) => to > span.from && from < span.to);
      // An empty stretch touches the segment it lies in, which nobody sees.
      if (span.from < span.to) expect(all.slice(first, last)).toEqual(wanted);
      else expect(last - first).toBeLessThanOrEqual(1);
    }),
  );
});

test('a moment plays the segment that holds it, end exclusive', () => {
  expect(segmentAt(segments, 20)).toBe(segments[1]);
  expect(segmentAt(segments, 29.9)).toBe(segments[1]);
  expect(segmentAt(segments, 30)).toBeNull();
  expect(segmentAt(segments, 5)).toBeNull();
  expect(segmentAt([], 5)).toBeNull();
});

test('what was not recorded is the rest', () => {
  expect(gapsWithin(segments, { from: 0, to: 100 })).toEqual([
    { from: 0, to: 10 },
    { from: 30, to: 50 },
    { from: 60, to: 100 },
  ]);
  expect(gapsWithin(segments, { from: 12, to: 28 })).toEqual([]);
  expect(gapsWithin([], { from: 0, to: 1 })).toEqual([{ from: 0, to: 1 }]);
});

test('a moment is in a gap or in a segment, never in both', () => {
  fc.assert(
    fc.property(anySegments, fc.integer({ min: 0, max: 400 }), (all, at) => {
      const gaps = gapsWithin(all, { from: -10, to: 1_000 });
      expect(gaps.some(({ from, to }) => at >= from && at < to)).toBe(segmentAt(all, at) === null);
    }),
  );
});

test('the cursor snaps to a start that is near, not to an end, where nothing plays', () => {
  expect(snapToStart(segments, 47, 5)).toBe(50);
  expect(snapToStart(segments, 52, 5)).toBe(50);
  expect(snapToStart(segments, 31, 5)).toBe(31);
  expect(snapToStart(segments, 44, 5)).toBe(44);
});

test('an end of a clip snaps to starts and ends', () => {
  expect(snapToEdge(segments, 31, 5)).toBe(30);
  expect(snapToEdge(segments, 58, 5)).toBe(60);
  expect(snapToEdge(segments, 12, 5)).toBe(10);
  expect(snapToEdge(segments, 40, 5)).toBe(40);
});

test('snapping goes to the nearest edge within reach, as by looking at each', () => {
  fc.assert(
    fc.property(anySegments, fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 9 }), (all, at, reach) => {
      const edges = all.flatMap(({ from, to }) => [from, to]);
      const nearest = Math.min(Infinity, ...edges.map((edge) => Math.abs(edge - at)));
      const snapped = snapToEdge(all, at, reach);
      expect(Math.abs(snapped - at)).toBe(nearest <= reach ? nearest : 0);
    }),
  );
});
