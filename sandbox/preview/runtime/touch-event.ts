import { Event as GlassEvent, type Element as GlassElement } from 'glass-easel';
import { domOf } from './glass/backend';

/** One finger, in pixels from the top left of the page (below the phone's bars). */
export interface TouchPoint {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly pageX: number;
  readonly pageY: number;
  readonly force: number;
}

export interface Finger {
  readonly target: GlassElement;
  /** The window of the page that was touched; stays so wherever the finger goes. */
  readonly page: Element | null;
  readonly start: TouchPoint;
  last: TouchPoint;
  moved: boolean;
  long: boolean;
  timer: ReturnType<typeof setTimeout>;
}

export type TouchKind = 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel' | 'tap' | 'longpress' | 'longtap';
export interface RawPoint {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** Where a moving finger scrolls nothing: a canvas with `disable-scroll`. */
export const STILL = '.is-still';

interface Dispatch {
  readonly kind: TouchKind;
  readonly target: GlassElement;
  readonly changed: readonly Finger[];
  /** Every finger that touches the glass. */
  readonly down: readonly Finger[];
  readonly original: Event | null;
}

export function dispatch({ kind, target, changed, down, original }: Dispatch): void {
  const isTap = kind === 'tap' || kind === 'longpress' || kind === 'longtap';
  const [first] = changed;
  const detail = isTap && first !== undefined ? { x: first.last.pageX, y: first.last.pageY } : {};
  const event = new GlassEvent(kind, detail, {
    bubbles: true,
    composed: true,
    capturePhase: true,
    originalEvent: original,
    extraFields: { touches: describe(isTap ? changed : down, target), changedTouches: describe(changed, target) },
  });
  GlassEvent.dispatchEvent(target, event);
  const still = kind === 'touchmove' && (event.defaultPrevented() || domOf(target)?.closest(STILL) != null);
  if (still && original?.cancelable === true) original.preventDefault();
}

/** Of a touched canvas fingers tell where they are on it as well. */
function describe(fingers: readonly Finger[], target: GlassElement): object[] {
  const canvas = domOf(target);
  if (canvas?.localName !== 'wx-canvas') return fingers.map(({ last }) => last);
  const { left, top } = canvas.getBoundingClientRect();
  return fingers.map(({ last, page }) => {
    const origin = originOf(page);
    return { ...last, x: last.clientX + origin.left - left, y: last.clientY + origin.top - top };
  });
}

/** `page` is the window of the page that was touched. */
export function toPoint(raw: RawPoint, page: Element | null): TouchPoint {
  const { left, top } = originOf(page);
  const { identifier } = raw;
  const clientX = raw.clientX - left;
  const clientY = raw.clientY - top;
  const scrolled = page?.querySelector('.page-scroll')?.scrollTop ?? 0;
  return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrolled, force: 1 };
}

const originOf = (page: Element | null): { readonly left: number; readonly top: number } =>
  page?.getBoundingClientRect() ?? { left: 0, top: 0 };
