import { sourceOf } from '../../stores/watching/sources';
import { streamOf, type LiveState } from './live-machine/state';

/** How a picture travels. `mode`: of `<live-player>`, or `video` where `<video>` shows it. */
export interface Carriage {
  readonly protocol: string;
  readonly mode: 'RTC' | 'live' | 'video';
}

/** Null while no address is being played. */
export function carriageOf(state: LiveState): Carriage | null {
  const stream = streamOf(state);
  if (!stream) return null;
  const { protocol } = sourceOf(stream);
  return { protocol: protocol.toUpperCase(), mode: protocol === 'hls' ? 'video' : state.mode };
}
