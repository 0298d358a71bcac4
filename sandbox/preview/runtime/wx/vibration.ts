import type { Vibration } from '../records';
import { vibrations } from '../sounds';
import { ApiFailure, asyncApi } from './api';

const SHORT_MS = { heavy: 25, medium: 15, light: 8 } as const;
const LONG_MS = 400;

/** A browser on a desk does not shake; each request is kept. */
export function vibrationApis() {
  const shake = (type: Vibration['type'], ms: number): void => {
    vibrations.push({ type, at: Date.now() });
    if ('vibrate' in navigator) navigator.vibrate(ms);
  };
  return {
    vibrateShort: asyncApi<{ type: string }>('vibrateShort', ({ type }) => {
      if (type === undefined) shake(null, SHORT_MS.medium);
      else if (type === 'heavy' || type === 'medium' || type === 'light') shake(type, SHORT_MS[type]);
      else throw new ApiFailure('style is not support');
    }),
    vibrateLong: asyncApi('vibrateLong', () => shake('long', LONG_MS)),
  };
}
