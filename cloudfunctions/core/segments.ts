import type { Segment } from '../../typings/contract/domain';
import type { Recording, Span } from './capabilities';
import { overlapOf } from './spans';

/** Recorders close one file and begin the next within this time; what lies between is no gap. */
const SEAM_MS = 2000;
/** Vendors play from full seconds: what is shorter cannot be opened. */
const SHORTEST_MS = 1000;
/** Where recordings lie over each other, the more telling one is shown. */
const BY_WEIGHT: readonly Segment['trigger'][] = ['motion', 'timed', 'unknown'];

/**
 * What was recorded within `bounds`: in order of time, clipped, without overlap. Files that follow each other are one
 * segment, unless playing them needs their ids.
 */
export function segmentsIn(bounds: Span, recordings: readonly Recording[]): readonly Segment[] {
  const clipped = recordings.flatMap(({ id, trigger, ...recording }): Segment[] => {
    const held = overlapOf(recording, bounds);
    return held && isPlayable(held) ? [{ ...held, trigger, id }] : [];
  });
  const named = lineUp(clipped.filter(({ id }) => id !== null));
  const segments = BY_WEIGHT.reduce<readonly Segment[]>((taken, trigger) => {
    const ofTrigger = clipped.filter((segment) => segment.id === null && segment.trigger === trigger);
    return inOrder([...taken, ...withoutTaken(joined(ofTrigger), taken)]);
  }, named);
  return segments.filter(isPlayable);
}

const isPlayable = ({ from, to }: Span): boolean => to - from >= SHORTEST_MS;

/** Each from where the ones before have ended. */
function lineUp(segments: readonly Segment[]): readonly Segment[] {
  let end = -Infinity;
  return inOrder(segments).flatMap((segment) => {
    const from = Math.max(segment.from, end);
    end = Math.max(end, segment.to);
    return from < segment.to ? [{ ...segment, from }] : [];
  });
}

/** Those that overlap or follow each other as one. */
function joined(segments: readonly Segment[]): readonly Segment[] {
  const runs: Segment[] = [];
  for (const segment of inOrder(segments)) {
    const last = runs.at(-1);
    if (last && segment.from - last.to <= SEAM_MS) {
      runs[runs.length - 1] = { ...last, to: Math.max(last.to, segment.to) };
    } else {
      runs.push(segment);
    }
  }
  return runs;
}

/** What `taken` leaves of the segments; both in order and each without overlap. */
function withoutTaken(segments: readonly Segment[], taken: readonly Segment[]): readonly Segment[] {
  const left: Segment[] = [];
  let first = 0;
  for (const segment of segments) {
    while ((taken[first]?.to ?? Infinity) <= segment.from) first += 1;
    let { from } = segment;
    for (let next = first; from < segment.to; next += 1) {
      const { from: until = Infinity, to: after = Infinity } = taken[next] ?? {};
      if (from < until) left.push({ ...segment, from, to: Math.min(until, segment.to) });
      from = after;
    }
  }
  return left;
}

const inOrder = (segments: readonly Segment[]): Segment[] =>
  [...segments].sort((a, b) => a.from - b.from || a.to - b.to);
