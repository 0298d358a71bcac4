import * as v from 'valibot';
import type { ChannelAbilities, MirrorAxis, PtzMotion } from '../../core/capabilities';
import type { ChannelAddress } from '../../core/ports';
import type { EzvizRead } from './client';
import { channelFields } from './wire';

/** Every value is a number or its text; a key that is absent is a thing the device cannot do. */
const capacity = v.record(v.string(), v.unknown());
export type Capacity = v.InferOutput<typeof capacity>;

const PLAIN_MOTIONS: readonly PtzMotion[] = ['up', 'down', 'left', 'right'];
const SPLIT_MOTIONS: readonly (readonly [key: string, motions: readonly PtzMotion[]])[] = [
  ['ptz_top_bottom', ['up', 'down']],
  ['ptz_left_right', ['left', 'right']],
];
const FURTHER_MOTIONS: readonly (readonly [key: string, motions: readonly PtzMotion[]])[] = [
  ['ptz_45', ['up-left', 'up-right', 'down-left', 'down-right']],
  ['ptz_zoom', ['zoom-in', 'zoom-out']],
  ['ptz_focus', ['focus-near', 'focus-far']],
];
const MIRRORS: readonly (readonly [key: string, axis: MirrorAxis])[] = [
  ['ptz_left_right_mirror', 'horizontal'],
  ['ptz_top_bottom_mirror', 'vertical'],
  ['ptz_center_mirror', 'both'],
];
/** One edition says 3 for half duplex, an older one 2, and the vendor's own demo takes 4 for it, too. */
const HALF_DUPLEX = ['2', '3', '4'];

/** What one camera can do, by the vendor's own list of its keys. */
export function createReadAbilities(read: EzvizRead) {
  return async (address: ChannelAddress): Promise<ChannelAbilities> =>
    abilitiesOf((await read('device/capacity', channelFields(address), capacity)).data);
}

export function abilitiesOf(keys: Capacity): ChannelAbilities {
  const has = (key: string): boolean => textOf(keys[key]) === '1';
  const talk = textOf(keys.support_talk);
  return {
    talk: talk === '1' ? 'full-duplex' : HALF_DUPLEX.includes(talk) ? 'half-duplex' : 'none',
    motions: [...directionsOf(keys), ...FURTHER_MOTIONS.flatMap(([key, motions]) => (has(key) ? motions : []))],
    mirror: MIRRORS.filter(([key]) => has(key)).map(([, axis]) => axis),
    mask: has('support_privacy'),
    snapshot: has('support_capture'),
    presets: has('ptz_preset'),
  };
}

/** Newer devices split `support_ptz` by axis; where they do, the split keys are the truth. */
function directionsOf(keys: Capacity): readonly PtzMotion[] {
  const isSplit = SPLIT_MOTIONS.some(([key]) => Object.hasOwn(keys, key));
  if (!isSplit) return textOf(keys.support_ptz) === '1' ? PLAIN_MOTIONS : [];
  return SPLIT_MOTIONS.flatMap(([key, motions]) => (textOf(keys[key]) === '1' ? motions : []));
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
