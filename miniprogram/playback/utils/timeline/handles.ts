import type { Span } from './past';
import { clamp, xAt, type TimeWindow } from './window';

export type HandleEnd = 'from' | 'to';

/** A fingertip: half the least touch target, px. */
const REACH_PX = 24;
const SHORTEST_MS = 1_000;

/** The end of the selection under a finger; of two, the one on the finger's side. */
export function handleAt(
  selection: Span | null,
  x: number,
  view: { window: TimeWindow; width: number },
): HandleEnd | null {
  if (selection === null) return null;
  const from = xAt(view.window, view.width, selection.from);
  const to = xAt(view.window, view.width, selection.to);
  const [away, otherAway] = [Math.abs(x - from), Math.abs(x - to)];
  if (Math.min(away, otherAway) > REACH_PX) return null;
  if (away === otherAway) return x < (from + to) / 2 ? 'from' : 'to';
  return away < otherAway ? 'from' : 'to';
}

/** The selection with one end moved; the ends never cross. */
export function moveHandle(selection: Span, end: HandleEnd, at: number, bounds: Span): Span {
  return end === 'from'
    ? { from: clamp(at, bounds.from, Math.max(bounds.from, selection.to - SHORTEST_MS)), to: selection.to }
    : { from: selection.from, to: clamp(at, Math.min(bounds.to, selection.from + SHORTEST_MS), bounds.to) };
}
