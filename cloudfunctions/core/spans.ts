import type { Span } from './capabilities';

/** What two stretches of time have in common; null when that is nothing. */
export function overlapOf(one: Span, other: Span): Span | null {
  const from = Math.max(one.from, other.from);
  const to = Math.min(one.to, other.to);
  return from < to ? { from, to } : null;
}
