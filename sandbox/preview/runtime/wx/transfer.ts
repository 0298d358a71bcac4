import type { Device } from '../device';
import { downloadSettings } from '../transfers';
import type { Signal } from '../signal';

/** What ends a transfer from outside: time, the network, and WeChat being left. The function stops watching. */
export function watchTransfer(device: Device, limitMs: number, end: (reason: string) => void): () => void {
  const timer = setTimeout(() => end('timeout'), limitMs);
  let hidden: ReturnType<typeof setTimeout> | undefined;
  const stops = [
    device.onChange('network', (network) => network === 'none' && end('network error')),
    device.onChange('visible', (visible) => {
      clearTimeout(hidden);
      if (!visible) hidden = setTimeout(() => end('interrupted'), downloadSettings.interruptMs);
    }),
  ];
  return () => {
    clearTimeout(timer);
    clearTimeout(hidden);
    for (const stop of stops) stop();
  };
}

/** A task's `offX`: without a listener it removes all. */
export function off<T>(signal: Signal<T>) {
  return (listener?: (value: T) => void): void => (listener === undefined ? signal.clear() : signal.remove(listener));
}
