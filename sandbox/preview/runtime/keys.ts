import { Event as GlassEvent } from 'glass-easel';
import { elementOf } from './glass/backend';
import { cancelKey, pressByKey, releaseKey } from './touch';

const PRESSED: ReadonlySet<string> = new Set(['button', 'link', 'tab', 'checkbox', 'switch', 'radio', 'menuitem']);
const MOVED = 'slider';

/** Whether somebody without a finger can do something with an element of this role. */
export const takesKeys = (role: unknown): boolean => role === MOVED || (typeof role === 'string' && PRESSED.has(role));

/**
 * Enter and the space bar press what has the focus for as long as they are held. A focused slider is told which key was
 * pressed, as `keydown`. A phone has no such event: there a screen reader's gestures move a slider, and a mini-program
 * that cares offers buttons besides.
 */
export function installKeys(): void {
  let pressed: HTMLElement | null = null;
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !takesKeys(target.role)) return;
    if (target.role === MOVED) tellSlider(target, event);
    if (target.role === MOVED || !isPress(event)) return;
    event.preventDefault(); // or the space bar would scroll
    if (event.repeat) return;
    pressed = target;
    pressByKey(target, event);
  });
  document.addEventListener('keyup', (event) => {
    if (pressed === null || !isPress(event)) return;
    releaseKey(pressed, event);
    pressed = null;
  });
  document.addEventListener('focusout', () => {
    if (pressed !== null) cancelKey();
    pressed = null;
  });
}

const isPress = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';

function tellSlider(target: HTMLElement, event: KeyboardEvent): void {
  const element = elementOf(target);
  if (element === null) return;
  const { key } = event;
  if (key.startsWith('Arrow')) event.preventDefault(); // or the page would scroll as well
  GlassEvent.dispatchEvent(element, new GlassEvent('keydown', { key }, { bubbles: true, composed: true }));
}
