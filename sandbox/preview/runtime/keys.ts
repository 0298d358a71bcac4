import { Event as GlassEvent } from 'glass-easel';
import { elementOf } from './glass/backend';

/**
 * Tells a focused slider which key was pressed, as `keydown`. A phone has no such event: there a screen reader's
 * gestures move a slider, and a mini-program that cares offers buttons besides.
 */
export function installKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'slider') return;
    const element = elementOf(target);
    if (element === null) return;
    if (key.startsWith('Arrow')) event.preventDefault(); // or the page would scroll as well
    GlassEvent.dispatchEvent(element, new GlassEvent('keydown', { key }, { bubbles: true, composed: true }));
  });
}
