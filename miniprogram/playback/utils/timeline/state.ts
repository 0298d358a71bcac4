import type { Glide, Sample } from './glide';
import type { HandleEnd } from './handles';
import { boundsOf, type Span, type TimelinePast } from './past';
import { keepWithin, WIDEST_MS, type TimeWindow } from './window';

/** One finger on the timeline, px from its top left corner. */
export interface Finger {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** What moves the timeline, if anything does. */
export type Motion =
  | { readonly kind: 'still' }
  /** A finger is down and has not moved yet; what is left of two fingers does not tap. */
  | { readonly kind: 'press'; readonly start: Finger; readonly handle: HandleEnd | null; readonly taps: boolean }
  | { readonly kind: 'pan'; readonly x: number; readonly trail: readonly Sample[] }
  /** Two fingers, whose distance at `start` px stood for `spanMs`. */
  | { readonly kind: 'pinch'; readonly start: number; readonly spanMs: number }
  /** An end of the selection, `offset` px beside the finger. */
  | { readonly kind: 'handle'; readonly end: HandleEnd; readonly offset: number }
  | { readonly kind: 'glide'; readonly glide: Glide };

/** The whole of the timeline. */
export interface TimelineState {
  readonly past: TimelinePast | null;
  /** Px; 0 until measured. */
  readonly width: number;
  readonly window: TimeWindow;
  readonly selection: Span | null;
  /** Those on the timeline, in the order they came. */
  readonly fingers: readonly Finger[];
  readonly motion: Motion;
  /** Whether where this movement ends has to be told. */
  readonly seeking: boolean;
  /** Whether that it began was told. */
  readonly grabbed: boolean;
  /** The bounds of the known past that the window came near, and that were told. */
  readonly reached: { readonly from: number | null; readonly to: number | null };
  /** Nothing glides: the person asked for less motion. */
  readonly calm: boolean;
}

/** What the page hears. */
export type Told =
  | { readonly name: 'grab' }
  | { readonly name: 'seek'; readonly at: number }
  | { readonly name: 'reach'; readonly at: number }
  | { readonly name: 'span'; readonly span: Span };

export interface Advance {
  readonly state: TimelineState;
  readonly told: readonly Told[];
}

export const STILL: Motion = { kind: 'still' };

export const INITIAL: TimelineState = {
  past: null,
  width: 0,
  window: { centre: 0, spanMs: WIDEST_MS },
  selection: null,
  fingers: [],
  motion: STILL,
  seeking: false,
  grabbed: false,
  reached: { from: null, to: null },
  calm: false,
};

/** The window kept where the cursor may stand. */
export function within({ past }: TimelineState, window: TimeWindow): TimeWindow {
  return past === null ? window : keepWithin(window, boundsOf(past));
}

export function isMoving({ motion }: TimelineState): boolean {
  return motion.kind !== 'still';
}
