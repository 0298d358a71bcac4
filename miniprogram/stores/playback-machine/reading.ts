import type { CameraAbilities, RecordedDay, RecordingPlace } from '../../../typings/contract/domain';
import { gapAround, isOngoing, MOST_DAYS, withDay, dayLater } from '../recorded-days';
import { embargoAfter, planFor, type Moment } from '../watching/policy';
import type { PlaybackEvent, Step } from './events';
import { QUIET_PAUSE_MS } from './policy';
import type { PlaybackState } from './state';
import { askForDay, enter, giveUp, pursue, stay, stumble } from './transitions';

type Described = Extract<PlaybackEvent, { type: 'described' }>;
type DayRefused = Extract<PlaybackEvent, { type: 'day-refused' }>;

/** The places of a camera, whether it plays its recordings or only hands out clips. */
export function placesOf({ lookBack, clips }: CameraAbilities): readonly RecordingPlace[] {
  return lookBack?.places ?? clips?.places ?? [];
}

/** What the camera can do. A place that it lacks gives way to its first. */
export function onDescribed(state: PlaybackState, { channelId, abilities }: Described, moment: Moment): Step {
  if (channelId !== state.channelId || state.abilities !== null) return stay(state);
  const known: PlaybackState = { ...state, abilities };
  const places = placesOf(abilities);
  const [place] = places;
  if (place === undefined) return giveUp({ ...known, reading: null }, 'unsupported', { now: moment.now });
  if (places.includes(state.place)) return stay(known);
  const moved: PlaybackState = { ...known, place, days: [], reading: null };
  return state.phase.kind === 'loading' ? pursue(moved, moment) : stay(moved);
}

/** A day arrived: what was waiting for it goes on. */
export function onDayRead(
  state: PlaybackState,
  { attempt, day }: { readonly attempt: number; readonly day: RecordedDay },
  moment: Moment,
): Step {
  const { reading, aim } = state;
  if (reading?.attempt !== attempt) return stay(state);
  const read: PlaybackState = { ...state, reading: null, days: withDay(state.days, day) };
  if (reading.quiet) return stay(lookAround(read));
  const searched: PlaybackState = {
    ...read,
    aim: { ...aim, left: aim.left - 1, fresh: day.day, stale: null },
  };
  return state.phase.kind === 'loading' ? pursue(searched, moment) : stay(searched);
}

/** A day could not be read. For the timeline's sake it is left out for a while; a picture needs it. */
export function onDayRefused(state: PlaybackState, event: DayRefused, moment: Moment): Step {
  const { reading, phase } = state;
  if (reading?.attempt !== event.attempt) return stay(state);
  const landed: PlaybackState = {
    ...state,
    reading: null,
    embargo: embargoAfter(state.embargo, event, moment),
    quietUntil: moment.now + QUIET_PAUSE_MS,
  };
  if (phase.kind !== 'loading') return stay(landed);
  const { code: cause, requestId } = event;
  if (cause === 'unsupported' && state.abilities?.lookBack === null) {
    return stay(enter(landed, { kind: 'clips-only', since: moment.now }));
  }
  const plan = planFor(cause);
  if (plan.kind === 'fail') return giveUp(landed, plan.reason, { cause, requestId, now: moment.now });
  return stumble(landed, { cause, requestId }, moment);
}

/** The timeline comes near a bound of what is known: the day beyond is read, unless the picture waits for another. */
export function onReach(state: PlaybackState, at: number, { now }: Moment): Step {
  const day = dayBeyond(state, at);
  const idle = state.reading === null && state.network.connected && state.phase.kind !== 'suspended';
  const early = now < state.quietUntil || now < state.embargo.at;
  return day === null || !idle || early ? stay(state) : askForDay(state, { day, quiet: true });
}

function dayBeyond({ days }: PlaybackState, at: number): string | null {
  const [first] = days;
  const last = days[days.length - 1];
  if (!first || !last || days.length >= MOST_DAYS) return null;
  if (at - first.from < last.to - at) return dayLater(first.day, -1);
  return isOngoing(last) ? null : dayLater(last.day, 1);
}

/** A gap may have got a neighbour. */
function lookAround(state: PlaybackState): PlaybackState {
  const { phase, clock, days } = state;
  return phase.kind === 'gap' ? { ...state, phase: { ...phase, ...gapAround(days, clock.at) } } : state;
}
