import type { Segment } from '../../../../typings/contract/domain';
import type { Span } from './past';

/** Of the segments, those from index `first` up to `last`, which is not among them. */
export interface SegmentRange {
  readonly first: number;
  readonly last: number;
}

/** The segments that lie in a stretch of time, by binary search. */
export function segmentsWithin(segments: readonly Segment[], { from, to }: Span): SegmentRange {
  const first = firstIndex(segments, (segment) => segment.to > from);
  return {
    first,
    last: Math.max(
      first,
      firstIndex(segments, (segment) => segment.from >= to),
    ),
  };
}

/** The segment that is playing at an instant (epoch ms); null in a gap. */
export function segmentAt(segments: readonly Segment[], at: number): Segment | null {
  const segment = segments[firstIndex(segments, ({ to }) => to > at)];
  return segment !== undefined && segment.from <= at ? segment : null;
}

/** What of a stretch of time was not recorded. */
export function gapsWithin(segments: readonly Segment[], span: Span): readonly Span[] {
  const gaps: Span[] = [];
  const { first, last } = segmentsWithin(segments, span);
  let end = span.from;
  for (let index = first; index < last; index += 1) {
    const segment = segments[index];
    if (segment === undefined) break;
    if (segment.from > end) gaps.push({ from: end, to: segment.from });
    end = segment.to;
  }
  if (end < span.to) gaps.push({ from: end, to: span.to });
  return gaps;
}

/** The start of a segment where one is near, since a cursor left a hair before it wants its beginning. */
export function snapToStart(segments: readonly Segment[], at: number, reachMs: number): number {
  return nearest(at, reachMs, startsNear(segments, at));
}

/** The start or end of a segment where one is near. */
export function snapToEdge(segments: readonly Segment[], at: number, reachMs: number): number {
  const after = firstIndex(segments, ({ to }) => to > at);
  const ends = [segments[after - 1]?.to, segments[after]?.to];
  return nearest(at, reachMs, [...startsNear(segments, at), ...ends]);
}

function startsNear(segments: readonly Segment[], at: number): readonly (number | undefined)[] {
  const after = firstIndex(segments, ({ from }) => from > at);
  return [segments[after - 1]?.from, segments[after]?.from];
}

function nearest(at: number, reachMs: number, edges: readonly (number | undefined)[]): number {
  let found = at;
  let least = reachMs;
  for (const edge of edges) {
    if (edge === undefined || Math.abs(edge - at) > least) continue;
    least = Math.abs(edge - at);
    found = edge;
  }
  return found;
}

/** Where a condition that stays true once it is true begins to be so. */
function firstIndex(segments: readonly Segment[], condition: (segment: Segment) => boolean): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment !== undefined && condition(segment)) high = middle;
    else low = middle + 1;
  }
  return low;
}
