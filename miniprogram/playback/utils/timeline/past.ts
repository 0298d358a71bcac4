import type { RecordingPlace, Segment, ZoneOffset } from '../../../../typings/contract/domain';

/** What the timeline knows: a stretch of days of one camera. */
export interface TimelinePast {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Nothing was recorded later. */
  readonly now: number;
  readonly offsets: readonly ZoneOffset[];
  /** In order of time, without overlap. */
  readonly segments: readonly Segment[];
  readonly place: RecordingPlace;
  /** False where the vendor does not say what was recorded. */
  readonly known: boolean;
}

/** A stretch of time, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the cursor may stand. */
export function boundsOf({ from, to, now }: TimelinePast): Span {
  return { from, to: Math.max(from, Math.min(to, now)) };
}
