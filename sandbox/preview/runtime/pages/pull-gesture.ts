import { STILL } from '../touch-event';

export interface PullHandlers {
  /** Asked when a finger comes down: may this pull begin here? */
  mayStart(): boolean;
  /** How far the content hangs down now, px. */
  onPull(distance: number): void;
  onRelease(distance: number): void;
}

const RESISTANCE = 0.5;
const START_PX = 8;

/** Follows a finger or mouse that drags a surface down from its top. */
export function installPullGesture(surface: HTMLElement, handlers: PullHandlers): void {
  let startY: number | null = null;
  let distance = 0;
  const down = (y: number, { target }: Event): void => {
    const still = target instanceof Element && target.closest(STILL) !== null;
    startY = !still && handlers.mayStart() ? y : null;
    distance = 0;
  };
  const move = (y: number, event: Event): void => {
    if (startY === null) return;
    const dragged = y - startY;
    if (distance === 0 && dragged < START_PX) {
      if (dragged < 0) startY = null;
      return;
    }
    distance = Math.max(0, dragged) * RESISTANCE;
    if (event.cancelable) event.preventDefault();
    handlers.onPull(distance);
  };
  const up = (): void => {
    const pulled = startY !== null && distance > 0;
    startY = null;
    if (pulled) handlers.onRelease(distance);
  };
  surface.addEventListener('touchstart', (event) => down(event.touches[0]?.clientY ?? 0, event), { passive: true });
  surface.addEventListener('touchmove', (event) => move(event.touches[0]?.clientY ?? 0, event), { passive: false });
  surface.addEventListener('touchend', up);
  surface.addEventListener('touchcancel', up);
  surface.addEventListener('mousedown', (event) => down(event.clientY, event));
  surface.addEventListener('mousemove', (event) => event.buttons === 1 && move(event.clientY, event));
  surface.addEventListener('mouseup', up);
}
