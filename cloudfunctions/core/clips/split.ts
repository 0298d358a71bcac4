import type { Span } from '../capabilities';

/** Recorders cut at full seconds. */
const SECOND = 1000;
/** A last part shorter than this shares with the one before it: some recorders hand out nothing so short. */
const SHORTEST_MS = 10 * SECOND;

/** Cuts a span, widened to full seconds, into parts of at most `longestMs` that follow each other. */
export function splitSpan(span: Span, longestMs: number): readonly Span[] {
  const from = Math.floor(span.from / SECOND) * SECOND;
  const to = Math.ceil(span.to / SECOND) * SECOND;
  const cuts = [from];
  for (let cut = from + longestMs; cut < to; cut += longestMs) cuts.push(cut);
  const last = cuts.at(-1) ?? from;
  const before = cuts.at(-2);
  if (before !== undefined && to - last < SHORTEST_MS) {
    cuts[cuts.length - 1] = before + Math.ceil((to - before) / 2 / SECOND) * SECOND;
  }
  return cuts.map((cut, index) => ({ from: cut, to: cuts[index + 1] ?? to }));
}
