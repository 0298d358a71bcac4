import { Event as GlassEvent, type Element as GlassElement } from 'glass-easel';
import { elementOf } from './glass/backend';

/** One finger, in pixels from the top left of the page (below the phone's bars). */
interface TouchPoint {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly pageX: number;
  readonly pageY: number;
  readonly force: number;
}

interface Finger {
  readonly target: GlassElement;
  /** The window of the page that was touched; stays so wherever the finger goes. */
  readonly page: Element | null;
  readonly start: TouchPoint;
  last: TouchPoint;
  moved: boolean;
  long: boolean;
  timer: ReturnType<typeof setTimeout>;
}

type TouchKind = 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel' | 'tap' | 'longpress' | 'longtap';
interface RawPoint {
  readonly clientX: number;
  readonly clientY: number;
}

const TAP_SLOP_PX = 10;
const LONG_PRESS_MS = 350;
const MOUSE = 0;

/** Turns a finger, or a mouse, into WeChat's touch, tap and longpress events. */
export function installTouch(): void {
  const touches = new Touches();
  const options = { capture: true, passive: false };
  const each = (event: TouchEvent, act: (touch: Touch) => void) => Array.from(event.changedTouches).forEach(act);
  document.addEventListener('touchstart', (e) => each(e, (t) => touches.down(t.identifier, t, e)), options);
  document.addEventListener('touchmove', (e) => each(e, (t) => touches.move(t.identifier, t, e)), options);
  document.addEventListener('touchend', (e) => each(e, (t) => touches.up(t.identifier, t, e)), options);
  document.addEventListener('touchcancel', (e) => each(e, (t) => touches.cancel(t.identifier)), options);
  document.addEventListener('mousedown', (e) => isRealMouse(e) && touches.down(MOUSE, e, e), options);
  document.addEventListener('mousemove', (e) => isRealMouse(e) && touches.move(MOUSE, e, e), options);
  document.addEventListener('mouseup', (e) => isRealMouse(e) && touches.up(MOUSE, e, e), options);
  window.addEventListener('blur', () => touches.cancelAll());
}

/** A browser follows each tap with mouse events of its own. */
function isRealMouse(event: MouseEvent): boolean {
  const { sourceCapabilities } = event as { sourceCapabilities?: { firesTouchEvents: boolean } | null };
  return event.button === 0 && sourceCapabilities?.firesTouchEvents !== true;
}

class Touches {
  private readonly fingers = new Map<number, Finger>();

  down(id: number, raw: RawPoint, event: Event): void {
    const target = elementOf(event.target as Node | null);
    if (target === null) return;
    const page = event.target instanceof Element ? event.target.closest('.page-window') : null;
    const point = toPoint(id, raw, page);
    const timer = setTimeout(() => this.hold(id), LONG_PRESS_MS);
    this.fingers.set(id, { target, page, start: point, last: point, moved: false, long: false, timer });
    this.fire(target, 'touchstart', point, event);
  }

  move(id: number, raw: RawPoint, event: Event): void {
    const finger = this.fingers.get(id);
    if (finger === undefined) return;
    finger.last = toPoint(id, raw, finger.page);
    const { start, last } = finger;
    if (Math.hypot(last.clientX - start.clientX, last.clientY - start.clientY) > TAP_SLOP_PX) {
      finger.moved = true;
      clearTimeout(finger.timer);
    }
    this.fire(finger.target, 'touchmove', last, event);
  }

  up(id: number, raw: RawPoint, event: Event): void {
    const finger = this.release(id);
    if (finger === undefined) return;
    finger.last = toPoint(id, raw, finger.page);
    this.fire(finger.target, 'touchend', finger.last, event);
    // A long press that nobody listens to still taps.
    if (finger.moved || (finger.long && listensTo(finger.target, 'longpress'))) return;
    this.fire(finger.target, 'tap', finger.last, event);
  }

  cancel(id: number): void {
    const finger = this.release(id);
    if (finger !== undefined) this.fire(finger.target, 'touchcancel', finger.last, null);
  }

  cancelAll(): void {
    for (const id of [...this.fingers.keys()]) this.cancel(id);
  }

  private release(id: number): Finger | undefined {
    const finger = this.fingers.get(id);
    if (finger === undefined) return undefined;
    clearTimeout(finger.timer);
    this.fingers.delete(id);
    return finger;
  }

  private hold(id: number): void {
    const finger = this.fingers.get(id);
    if (finger === undefined) return;
    finger.long = true;
    this.fire(finger.target, 'longpress', finger.last, null);
    this.fire(finger.target, 'longtap', finger.last, null);
  }

  private fire(target: GlassElement, kind: TouchKind, changed: TouchPoint, original: Event | null): void {
    const isTap = kind === 'tap' || kind === 'longpress' || kind === 'longtap';
    const touches = isTap ? [changed] : [...this.fingers.values()].map((finger) => finger.last);
    const event = new GlassEvent(kind, isTap ? { x: changed.pageX, y: changed.pageY } : {}, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      originalEvent: original,
      extraFields: { touches, changedTouches: [changed] },
    });
    GlassEvent.dispatchEvent(target, event);
    if (kind === 'touchmove' && event.defaultPrevented() && original?.cancelable === true) original.preventDefault();
  }
}

function toPoint(identifier: number, raw: RawPoint, page: Element | null): TouchPoint {
  const origin = page?.getBoundingClientRect();
  const clientX = raw.clientX - (origin?.left ?? 0);
  const clientY = raw.clientY - (origin?.top ?? 0);
  const scrolled = page?.querySelector('.page-scroll')?.scrollTop ?? 0;
  return { identifier, clientX, clientY, pageX: clientX, pageY: clientY + scrolled, force: 1 };
}

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
