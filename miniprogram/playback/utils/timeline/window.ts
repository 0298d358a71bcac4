import type { Span } from './past';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const WIDEST_MS = 24 * HOUR;
export const NARROWEST_MS = MINUTE;

export type ZoomName = '24h' | '6h' | '1h' | '10m' | '1m';
/** What the zoom buttons show, widest first. */
export const ZOOMS: readonly { readonly name: ZoomName; readonly spanMs: number }[] = [
  { name: '24h', spanMs: WIDEST_MS },
  { name: '6h', spanMs: 6 * HOUR },
  { name: '1h', spanMs: HOUR },
  { name: '10m', spanMs: 10 * MINUTE },
  { name: '1m', spanMs: NARROWEST_MS },
];

/** How far one press of a step button or an arrow key goes: about a thirtieth to a tenth of what is visible. */
const STEPS_MS = [2 * SECOND, 5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR] as const;

/** What is visible: `spanMs` of time with the cursor's instant (epoch ms) in the middle. */
export interface TimeWindow {
  readonly centre: number;
  readonly spanMs: number;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

export function clampSpan(spanMs: number): number {
  return clamp(spanMs, NARROWEST_MS, WIDEST_MS);
}

export function msPerPx({ spanMs }: TimeWindow, width: number): number {
  return spanMs / Math.max(width, 1);
}

/** Epoch ms at `x` px from the left edge. */
export function timeAt(window: TimeWindow, width: number, x: number): number {
  return window.centre + (x - width / 2) * msPerPx(window, width);
}

/** Px from the left edge. */
export function xAt(window: TimeWindow, width: number, at: number): number {
  return width / 2 + (at - window.centre) / msPerPx(window, width);
}

export function visibleSpan({ centre, spanMs }: TimeWindow): Span {
  return { from: centre - spanMs / 2, to: centre + spanMs / 2 };
}

export function keepWithin(window: TimeWindow, bounds: Span): TimeWindow {
  return { centre: clamp(window.centre, bounds.from, bounds.to), spanMs: clampSpan(window.spanMs) };
}

/** Time follows the finger: `dx` px to the right goes that much back. */
export function panBy(window: TimeWindow, width: number, dx: number): TimeWindow {
  return { ...window, centre: window.centre - dx * msPerPx(window, width) };
}

export function stepMs(spanMs: number): number {
  return STEPS_MS.find((step) => step * 30 >= spanMs) ?? HOUR;
}

/** The zoom button that stands for what is visible; null between two. */
export function zoomOf(spanMs: number): ZoomName | null {
  return ZOOMS.find((zoom) => Math.abs(zoom.spanMs / spanMs - 1) < 0.01)?.name ?? null;
}
