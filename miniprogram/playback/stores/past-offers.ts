import type { CameraAbilities, Channel } from '../../../typings/contract/domain';
import type { PastOnClocks } from '../../services/routes';
import { offsetMs } from '../../utils/wall-clock';
import type { TimelinePast } from '../utils/timeline/past';
import type { ClipDraft } from './clip-draft';

/** What the camera can do and whose it is; null before that is known. */
interface Camera {
  readonly abilities: CameraAbilities | null;
  readonly channel: Channel | null;
}

/** Whether a clip may be made: `lacking` where the vendor gives none, `hidden` from whom it does not concern. */
export function clippingOf({ abilities, channel }: Camera): 'offered' | 'lacking' | 'hidden' {
  if (abilities === null || !channel?.rights.includes('capture')) return 'hidden';
  return abilities.clips === null ? 'lacking' : 'offered';
}

/** Whether a chosen stretch can be shown to others: `waiting` where there is nothing to see in it. */
export function sharingOf(channel: Channel | null, stretch: PastOnClocks | null): 'offered' | 'waiting' | 'hidden' {
  const rights = channel?.rights ?? [];
  if (!rights.includes('share') || !rights.includes('playback')) return 'hidden';
  return stretch === null ? 'waiting' : 'offered';
}

/** The chosen stretch, to be shared; null where there is none, or nothing to see in it. */
export function stretchOf(past: TimelinePast | null, { span, problem }: ClipDraft): PastOnClocks | null {
  // Sharing makes no file, so that it does not matter whether there could be one.
  if (span === null || past === null || (problem !== null && problem !== 'place')) return null;
  return { place: past.place, ...span, ahead: offsetMs(past.offsets, span.from) / 60_000 };
}

/** Whether the vendor keeps recordings under names that this person may see. */
export function hasVideos({ abilities, channel }: Camera): boolean {
  // Who was given one stretch of the past has nothing else of it.
  return abilities?.videos === true && channel?.rights.includes('playback') === true && channel.past === null;
}
