import type { CameraAbilities, RecordedDay, RecordingPlace } from '../../../../typings/contract/domain';
import { dayLater, gapAround, isOngoing, knownSpan, MOST_DAYS, withDay } from '../recorded-days';
import { embargoAfter, planFor, type Moment } from '../../../stores/watching/policy';
import type { PlaybackEvent, Step } from './events';
import { QUIET_PAUSE_MS, STALE_MS } from './policy';
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
  const days = withDay(state.days, day);
  const readAt = days[days.length - 1] === day ? moment.now : state.readAt;
  const read: PlaybackState = { ...state, reading: null, days, readAt };
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

/** The timeline comes near a bound of what is known: the day beyond is read, or today again. */
export function onReach(state: PlaybackState, at: number, moment: Moment): Step {
  return readQuietly(state, dayBeyond(state, at, moment), moment);
}

/** Today goes on while nobody looks. */
export function lookAtToday(state: PlaybackState, moment: Moment): Step {
  return readQuietly(state, todayAgain(state, moment), moment);
}

/** Not while the picture waits for a day itself, nor soon after one could not be read. */
function readQuietly(state: PlaybackState, day: string | null, { now }: Moment): Step {
  const idle = state.reading === null && state.network.connected && state.phase.kind !== 'suspended';
  const early = now < state.quietUntil || now < state.embargo.at;
  return day === null || !idle || early ? stay(state) : askForDay(state, { day, quiet: true });
}

function dayBeyond(state: PlaybackState, at: number, moment: Moment): string | null {
  const { days } = state;
  const [first] = days;
  const last = days[days.length - 1];
  const known = knownSpan(days);
  if (!first || !last || !known) return null;
  const later = known.to - at < at - known.from;
  if (later && isOngoing(last)) return todayAgain(state, moment);
  if (days.length >= MOST_DAYS) return null;
  return later ? dayLater(last.day, 1) : dayLater(first.day, -1);
}

function todayAgain({ days, readAt }: PlaybackState, { now }: Moment): string | null {
  const last = days[days.length - 1];
  return last && isOngoing(last) && now - readAt >= STALE_MS ? last.day : null;
}

/** A gap may have got a neighbour. */
function lookAround(state: PlaybackState): PlaybackState {
  const { phase, clock, days } = state;
  return phase.kind === 'gap' ? { ...state, phase: { ...phase, ...gapAround(days, clock.at) } } : state;
}
