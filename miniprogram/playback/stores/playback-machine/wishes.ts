import type { RecordingPlace } from '../../../../typings/contract/domain';
import { dayOf, recordingAt } from '../recorded-days';
import { noEmbargo, type Moment } from '../../../stores/watching/policy';
import type { Step } from './events';
import { GRAB_MS, positionOf, SETTLE_MS } from './policy';
import { standing } from './position';
import { placesOf } from './reading';
import { CATCH_UP_MS, freshSearch, isRunning, SLIVER_MS } from './state';
import type { Aim, PlaybackState } from './state';
import { pursue, standingStill, stay } from './transitions';

/** Later than this into a recording, "previous" means its beginning. */
const BEGINNING_MS = 5_000;
const DAY_NAME = /^\d{4}-\d{2}-\d{2}$/;

/** A finger moves the timeline again before the address for the last drag was asked for. */
export function onGrab(state: PlaybackState, { now }: Moment): Step {
  if (state.deadlines.settle === undefined) return stay(state);
  return stay({ ...state, deadlines: { ...state.deadlines, settle: now + GRAB_MS } });
}

export function onSeek(state: PlaybackState, at: number, moment: Moment): Step {
  return goTo(state, { kind: 'at', at, ...freshSearch }, moment);
}

/** A step over the end of a recording goes into the next one, or the one before. */
export function onNudge(state: PlaybackState, ms: number, moment: Moment): Step {
  const at = headOf(state, moment) + ms;
  const search = { at, ...freshSearch };
  const aim: Aim = ms < 0 ? { kind: 'back', ...search } : { kind: 'onward', told: false, least: SLIVER_MS, ...search };
  return goTo(state, aim, moment);
}

export function onSkip(state: PlaybackState, offset: -1 | 1, moment: Moment): Step {
  const at = headOf(state, moment);
  const here = recordingAt(state.days, at);
  if (offset > 0) {
    const next = { kind: 'onward', at: here ? here.to : at, told: true, least: CATCH_UP_MS, ...freshSearch } as const;
    return goTo(state, next, moment);
  }
  const bound = here && at - here.from <= BEGINNING_MS ? here.from : at;
  return goTo(state, { kind: 'before', at: bound, ...freshSearch }, moment);
}

export function onChooseDay(state: PlaybackState, day: string, moment: Moment): Step {
  if (!DAY_NAME.test(day)) return stay(state);
  return goTo(state, { kind: 'day', day, ...freshSearch }, moment, 0);
}

/** The same instant from the other place, whose days are its own. */
export function onChoosePlace(state: PlaybackState, place: RecordingPlace, moment: Moment): Step {
  const { abilities } = state;
  if (abilities === null || place === state.place || !placesOf(abilities).includes(place)) return stay(state);
  const at = headOf(state, moment);
  const aim = { kind: 'at', at, ...freshSearch, stale: dayOf(state.days, at)?.day ?? null } as const;
  return goTo({ ...standingStill(state, moment), place, days: [], reading: null }, aim, moment, 0);
}

/** The address is for one speed only, so another one needs another address. */
export function onChooseSpeed(state: PlaybackState, speed: number, moment: Moment): Step {
  const offered = speed === 1 || state.abilities?.lookBack?.speeds.includes(speed) === true;
  if (!offered || speed === state.speed) return stay(state);
  const chosen: PlaybackState = { ...standingStill(state, moment), speed };
  return isRunning(state.phase) ? pursue(chosen, moment) : stay(chosen);
}

/** A person wants to be somewhere else: what was tried and failed before counts no more. */
function goTo(state: PlaybackState, aim: Aim, moment: Moment, settleMs = SETTLE_MS): Step {
  const { kind } = state.phase;
  if (kind === 'idle') return stay(state);
  const { settle: _, ...deadlines } = state.deadlines;
  const avoid = kind === 'failed' ? [] : state.avoid;
  const wanted: PlaybackState = {
    ...forgiven(state),
    avoid,
    aim,
    clock: standing(positionOf(state, moment.now)),
    deadlines: settleMs > 0 ? { ...deadlines, settle: moment.now + settleMs } : deadlines,
  };
  return kind === 'suspended' ? stay({ ...wanted, deadlines: state.deadlines }) : pursue(wanted, moment);
}

/** Without what was counted against the cloud; what the cloud itself asked for holds. */
export function forgiven(state: PlaybackState): PlaybackState {
  const embargo = state.embargo.cause === 'backoff' ? noEmbargo : state.embargo;
  return { ...state, failures: 0, embargo };
}

/** Where a further step is counted from: the target of the one before, though it has not been found yet. */
function headOf(state: PlaybackState, { now }: Moment): number {
  const { phase, aim } = state;
  return phase.kind === 'loading' && 'at' in aim ? aim.at : positionOf(state, now);
}
