import { localDay, malformed, type Fields } from './fields';

/** A span of recordings that an address shall play, epoch ms. */
export interface Playback {
  readonly kind: 'local' | 'cloud';
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/**
 * Reads `startTime` and `stopTime`. With neither, the last day is meant; with one, the day that begins or ends there.
 * A span in the cloud must stay in one day (of UTC+8), which the guide's own defaults do not.
 */
export function readPlayback(fields: Fields, { place, now }: { place: 'local' | 'cloud'; now: number }): Playback {
  const start = fields.localTime('startTime');
  const stop = fields.localTime('stopTime');
  const to = stop ?? (start === null ? now : start + DAY_MS);
  const from = start ?? to - DAY_MS;
  if (to <= from) malformed('stopTime');
  if (place === 'cloud' && localDay(from) !== localDay(to)) malformed('stopTime');
  return { kind: place, from, to };
}
