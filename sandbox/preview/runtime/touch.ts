import type { Element as GlassElement } from 'glass-easel';
import { duringTap } from './gesture';
import { elementOf } from './glass/backend';
import { dispatch, toPoint, type Finger, type RawPoint, type TouchKind } from './touch-event';

const TAP_SLOP_PX = 10;
const LONG_PRESS_MS = 350;
const MOUSE = 0;
const KEY = -1;

/** Turns fingers, or a mouse, into WeChat's touch, tap and longpress events. */
export function installTouch(): void {
  const options = { capture: true, passive: false };
  const fingers = ({ changedTouches }: TouchEvent): RawPoint[] => Array.from(changedTouches);
  document.addEventListener('touchstart', (e) => touches.down(fingers(e), e), options);
  document.addEventListener('touchmove', (e) => touches.move(fingers(e), e), options);
  document.addEventListener('touchend', (e) => touches.up(fingers(e), e), options);
  document.addEventListener('touchcancel', (e) => touches.cancel(fingers(e).map(identify)), options);
  const mouse = ({ clientX, clientY }: MouseEvent): RawPoint[] => [{ identifier: MOUSE, clientX, clientY }];
  document.addEventListener('mousedown', (e) => isRealMouse(e) && touches.down(mouse(e), e), options);
  document.addEventListener('mousemove', (e) => isRealMouse(e) && touches.move(mouse(e), e), options);
  document.addEventListener('mouseup', (e) => isRealMouse(e) && touches.up(mouse(e), e), options);
  window.addEventListener('blur', cancelTouches);
  document.addEventListener('contextmenu', keepHolding);
}

/** A key that presses what it stands on, as a finger in the middle of it would, until it is let go. */
export function pressByKey(element: Element, event: KeyboardEvent): void {
  touches.cancel([KEY]);
  touches.down([middleOf(element)], event);
}

export function releaseKey(element: Element, event: KeyboardEvent): void {
  touches.up([middleOf(element)], event);
}

export const cancelKey = (): void => touches.cancel([KEY]);

function middleOf(element: Element): RawPoint {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { identifier: KEY, clientX: left + width / 2, clientY: top + height / 2 };
}

/** A dialog, or WeChat going to the background, takes the fingers away from what they touch. */
export function cancelTouches(): void {
  touches.cancel(touches.identifiers);
}

/** A finger that stays opens no menu on a phone, where a browser would open its own and take the finger away. */
function keepHolding(event: MouseEvent): void {
  const isField = event.target instanceof Element && event.target.closest('input, textarea, .is-selectable') !== null;
  if (!isField) event.preventDefault();
}

const identify = ({ identifier }: RawPoint): number => identifier;

/** A browser follows each tap with mouse events of its own. */
function isRealMouse(event: MouseEvent): boolean {
  const { sourceCapabilities } = event as { sourceCapabilities?: { firesTouchEvents: boolean } | null };
  return event.button === 0 && sourceCapabilities?.firesTouchEvents !== true;
}

/** Fingers that come, move and go together are one event for each element that they touch. */
class Touches {
  private readonly fingers = new Map<number, Finger>();

  get identifiers(): number[] {
    return [...this.fingers.keys()];
  }

  down(points: readonly RawPoint[], event: Event): void {
    const target = elementOf(event.target as Node | null);
    if (target === null) return;
    const page = event.target instanceof Element ? event.target.closest('.page-window') : null;
    const come = points.map((raw) => {
      const point = toPoint(raw, page);
      const timer = setTimeout(() => this.hold(raw.identifier), LONG_PRESS_MS);
      const finger = { target, page, start: point, last: point, moved: false, long: false, timer };
      this.fingers.set(raw.identifier, finger);
      return finger;
    });
    this.fire('touchstart', come, event);
  }

  move(points: readonly RawPoint[], event: Event): void {
    const moved = this.followed(points);
    for (const finger of moved) {
      const { start, last } = finger;
      if (Math.hypot(last.clientX - start.clientX, last.clientY - start.clientY) <= TAP_SLOP_PX) continue;
      finger.moved = true;
      clearTimeout(finger.timer);
    }
    this.fire('touchmove', moved, event);
  }

  up(points: readonly RawPoint[], event: Event): void {
    const gone = this.followed(points);
    this.release(points.map(identify));
    this.fire('touchend', gone, event);
    for (const finger of gone) {
      // A long press that nobody listens to still taps.
      if (finger.moved || (finger.long && listensTo(finger.target, 'longpress'))) continue;
      duringTap(() => this.fire('tap', [finger], event));
    }
  }

  cancel(identifiers: readonly number[]): void {
    this.fire('touchcancel', this.release(identifiers), null);
  }

  /** The fingers known by these points, moved to where they are now. */
  private followed(points: readonly RawPoint[]): Finger[] {
    return points.flatMap((raw) => {
      const finger = this.fingers.get(raw.identifier);
      if (finger === undefined) return [];
      finger.last = toPoint(raw, finger.page);
      return [finger];
    });
  }

  private release(identifiers: readonly number[]): Finger[] {
    return identifiers.flatMap((id) => {
      const finger = this.fingers.get(id);
      if (finger === undefined) return [];
      clearTimeout(finger.timer);
      this.fingers.delete(id);
      return [finger];
    });
  }

  private hold(id: number): void {
    const finger = this.fingers.get(id);
    if (finger === undefined) return;
    finger.long = true;
    this.fire('longpress', [finger], null);
    this.fire('longtap', [finger], null);
  }

  private fire(kind: TouchKind, changed: readonly Finger[], original: Event | null): void {
    for (const target of new Set(changed.map((finger) => finger.target))) {
      const own = changed.filter((finger) => finger.target === target);
      dispatch({ kind, target, changed: own, down: [...this.fingers.values()], original });
    }
  }
}

const touches = new Touches();

/** glass-easel keeps listeners to itself; without asking, a long press would swallow every slow tap. */
function listensTo(element: GlassElement, name: string): boolean {
  for (let current: GlassElement | null = element; current !== null; current = parentOf(current)) {
    const { _$eventTarget: target } = current as { _$eventTarget?: { listeners?: Record<string, unknown> } };
    if (target?.listeners?.[name] !== undefined) return true;
  }
  return false;
}

const parentOf = (element: GlassElement): GlassElement | null =>
  element.parentNode ?? element.ownerShadowRoot?.getHostNode() ?? null;
