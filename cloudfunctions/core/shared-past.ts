import type { RecordingPlace } from '../../typings/contract/domain';
import type { SharedPast } from '../../typings/contract/codes';
import type { Span } from './capabilities';
import { CallError } from './errors';
import { overlapOf } from './spans';

/**
 * The stretches of a place that somebody may look back to, in order and apart; null for all of the past. Refuses a
 * place of which nothing was shared.
 */
export function stretchesAt(bounds: readonly SharedPast[] | null, place: RecordingPlace): readonly Span[] | null {
  if (bounds === null) return null;
  const stretches = joined(bounds.filter((bound) => bound.place === place));
  if (stretches.length === 0) throw notShared();
  return stretches;
}

/** What of a span lies within the stretches. */
export function cutTo(stretches: readonly Span[] | null, span: Span): readonly Span[] {
  if (span.from >= span.to) return [];
  if (stretches === null) return [span];
  return stretches.flatMap((stretch) => overlapOf(stretch, span) ?? []);
}

/** The stretch that an instant lies in; null for all of the past. Refuses an instant that was not shared. */
export function stretchAround(stretches: readonly Span[] | null, at: number): Span | null {
  if (stretches === null) return null;
  const around = stretches.find(({ from, to }) => from <= at && at < to);
  if (!around) throw notShared();
  return around;
}

function joined(spans: readonly Span[]): readonly Span[] {
  const runs: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = runs.at(-1);
    if (last && from <= last.to) runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else runs.push({ from, to });
  }
  return runs;
}

const notShared = (): CallError => new CallError('permission-denied', 'that part of the past was not shared');
