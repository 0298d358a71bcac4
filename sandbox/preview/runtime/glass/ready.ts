import type { GeneralComponent } from 'glass-easel';
import { isInstance } from './instance';

let waiting: GeneralComponent[] = [];
let afterReady: (() => void)[] = [];

/** glass-easel leaves the `ready` life-cycle to its host: it comes once, after the first frame with the component in. */
export function scheduleReady(instance: object): void {
  if (!isInstance(instance)) return;
  if (waiting.length === 0 && afterReady.length === 0) schedule();
  waiting.push(instance._$);
}

/** Calls back when every component attached so far is ready. */
export function whenReady(callback: () => void): void {
  if (waiting.length === 0 && afterReady.length === 0) schedule();
  afterReady.push(callback);
}

/** A window that is not painted gets no animation frames, and must come up all the same. */
function schedule(): void {
  const frame = requestAnimationFrame(flush);
  const timer = setTimeout(flush, 100);
  function flush(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const components = waiting;
    const callbacks = afterReady;
    waiting = [];
    afterReady = [];
    for (const component of components.reverse()) component.triggerLifetime('ready', []); // inner ones first
    for (const callback of callbacks) callback();
  }
}
