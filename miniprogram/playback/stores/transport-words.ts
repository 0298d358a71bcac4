import type { CameraAbilities, RecordingPlace } from '../../../typings/contract/domain';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { placesOf } from './playback-machine/reading';
import { isRunning, type PlaybackState } from './playback-machine/state';

/** A place to choose. */
export interface PlaceChoice {
  readonly key: RecordingPlace;
  readonly label: string;
}

/** A speed to choose, as Vant's sheet of actions shows it. */
export interface SpeedAction {
  readonly key: number;
  readonly name: string;
}

/** What the buttons of the transport show. */
export interface TransportWords {
  readonly running: boolean;
  readonly speed: string;
  readonly speedLabel: string;
  readonly speedChoice: boolean;
}

type Words = Dictionary['playback'];

export function describeTransport({ phase, abilities, speed: n }: PlaybackState, words: Words): TransportWords {
  const speedChoice = speedActions(abilities, words).length > 1;
  const known = abilities !== null;
  return {
    running: isRunning(phase) || phase.kind === 'opening' || phase.kind === 'recovering',
    speed: speedChoice || !known ? fill(words.speedNow, { n }) : words.noSpeed,
    speedLabel: speedChoice || !known ? fill(words.speedLabel, { n }) : words.noSpeedWhy,
    speedChoice,
  };
}

/** Slowest first; one alone is no choice. */
export function speedActions(abilities: CameraAbilities | null, words: Words): readonly SpeedAction[] {
  const speeds = [1, ...(abilities?.lookBack?.speeds ?? [])];
  return speeds.sort((one, other) => one - other).map((key) => ({ key, name: fill(words.speedNow, { n: key }) }));
}

/** Places that hold anything to look back at or to cut from. */
export function placeChoices(abilities: CameraAbilities | null, words: Words): readonly PlaceChoice[] {
  const places = abilities === null ? [] : placesOf(abilities);
  return places.map((key) => ({ key, label: words.places[key] }));
}
