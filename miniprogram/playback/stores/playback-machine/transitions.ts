import type { BreakCause, FailReason, Moment } from '../../../stores/watching/policy';
import { backoffMs, embargoFor, SLOW_MS } from '../../../stores/watching/policy';
import type { Deadlines } from '../../../stores/watching/deadlines';
import type { Effect, Step } from './events';
import { land, type Landing } from './landing';
import { deadlinesIn, isBusy, positionOf } from './policy';
import { standing } from './position';
import { freshSearch, isRunning, SLIVER_MS, streamOf } from './state';
import type { Aim, Phase, PhaseOf, PlaybackState, Reading, TimerName } from './state';

/** No effects. */
export const stay = (state: PlaybackState): Step => ({ state, effects: [] });

/** Does `next` after `before`, keeping the effects of both in order. */
export function after(before: Step, next: (state: PlaybackState) => Step): Step {
  const { state, effects } = next(before.state);
  return { state, effects: [...before.effects, ...effects] };
}

/** Enters a phase: timers that mean nothing in it end, `added` ones start. */
export function enter(
  state: PlaybackState,
  phase: Exclude<Phase, PhaseOf<'idle'>>,
  added: Deadlines<TimerName> = {},
): PlaybackState {
  const busy = isBusy(phase.kind);
  const wasBusy = isBusy(state.phase.kind);
  const slow = busy && !wasBusy ? { slow: phase.since + SLOW_MS } : {};
  const deadlines = { ...deadlinesIn(phase.kind, state.deadlines), ...slow, ...added };
  return { ...state, phase, deadlines, slow: busy && wasBusy && state.slow };
}

/** Ends the stretch under way at the cloud, if there is one. */
export function release(state: PlaybackState): readonly Effect[] {
  const stream = streamOf(state);
  return stream ? [{ type: 'close-session', openId: stream.openId }] : [];
}

/** To go on from an instant, in silence about what is skipped. */
export const onwardFrom = (at: number): Aim => ({
  kind: 'onward',
  at,
  told: true,
  least: SLIVER_MS,
  ...freshSearch,
});

/** The picture where it is, as an aim: what stops now goes on there. */
export function standingStill(state: PlaybackState, { now }: Moment): PlaybackState {
  if (!isRunning(state.phase)) return state;
  const at = positionOf(state, now);
  return { ...state, clock: standing(at), aim: onwardFrom(at) };
}

/** Does what the aim calls for, as soon as the network, the backoff and the cloud allow; what plays is left for it. */
export function pursue(state: PlaybackState, moment: Moment, cause: BreakCause = 'network'): Step {
  const held: Step = {
    state,
    effects: isRunning(state.phase) ? [{ type: 'hold' }, ...release(state)] : [],
  };
  return after(held, (s) => approach(s, { moment, cause, landing: land(s.aim, s.days) }));
}

interface Approach {
  readonly moment: Moment;
  readonly cause: BreakCause;
  readonly landing: Landing;
}

function approach(state: PlaybackState, { moment, cause, landing }: Approach): Step {
  const { now: since } = moment;
  if (landing.kind === 'read') return refrain(state, moment, cause) ?? readDay(state, landing.day, moment);
  const placed: PlaybackState = { ...state, reading: besides(state.reading), clock: standing(landing.at) };
  if (state.abilities?.lookBack === null) return stay(enter(placed, { kind: 'clips-only', since }));
  switch (landing.kind) {
    case 'play':
      return approachRecording(placed, { moment, cause, landing });
    case 'gap': {
      const { previous, next } = landing;
      return stay(enter(placed, { kind: 'gap', since, previous, next }));
    }
    case 'empty':
      return stay(enter(placed, { kind: 'empty', since, day: landing.day }));
    case 'caught-up':
      return stay(enter(placed, { kind: 'caught-up', since }));
  }
}

/** A day that only an earlier wish needed may lie far off, and would take the place of those that the picture is in. */
function besides(reading: Reading | null): Reading | null {
  return reading?.quiet === true ? reading : null;
}

function approachRecording(
  state: PlaybackState,
  { moment, cause, landing }: Approach & { readonly landing: Landing & { readonly kind: 'play' } },
): Step {
  const { segment, at, skipped } = landing;
  const aimed: PlaybackState = { ...state, aim: onwardFrom(at) };
  const told: Step = {
    state: aimed,
    effects: skipped ? [{ type: 'show-notice', notice: { kind: 'gap', ...skipped } }] : [],
  };
  return after(told, (s) => {
    const patient = refrain(s, moment, cause);
    if (patient) return patient;
    const opening = enter(s, { kind: 'opening', since: moment.now });
    const later = opening.flight !== null || opening.deadlines.settle !== undefined;
    return later ? stay(opening) : openAddress(opening, { segment, at }, moment);
  });
}

/** What forbids to call the cloud now; null when nothing does. */
function refrain(state: PlaybackState, { now: since }: Moment, cause: BreakCause): Step | null {
  const { embargo, network } = state;
  if (!network.connected) return wait(enter(state, { kind: 'waiting', since, cause: 'network', until: null }));
  if (since >= embargo.at) return null;
  const timer = { retry: embargo.at };
  if (embargo.cause === 'backoff') {
    return stay(enter(state, { kind: 'recovering', since, cause, retryAt: embargo.at }, timer));
  }
  return wait(enter(state, { kind: 'waiting', since, cause: embargo.cause, until: embargo.at }, timer));
}

function wait(state: PlaybackState): Step {
  const detail = state.phase.kind === 'waiting' ? state.phase.cause : '';
  return { state, effects: [{ type: 'note', step: 'waiting', detail }] };
}

function readDay(state: PlaybackState, day: string | null, { now: since }: Moment): Step {
  const { channelId, place, reading } = state;
  if (channelId === null) return stay(state);
  const loading = enter(state, { kind: 'loading', since, day });
  if (reading?.place === place && reading.day === day) {
    return stay({ ...loading, reading: { ...reading, quiet: false } });
  }
  return askForDay(loading, { day, quiet: false });
}

/** Reads a day; the answer to an earlier such question is not waited for any more. */
export function askForDay(
  state: PlaybackState,
  { day, quiet }: { readonly day: string | null; readonly quiet: boolean },
): Step {
  const { channelId, place } = state;
  if (channelId === null) return stay(state);
  const attempt = state.attempts + 1;
  const describe = state.abilities === null;
  return {
    state: { ...state, attempts: attempt, reading: { attempt, place, day, quiet } },
    effects: [{ type: 'read-day', attempt, channelId, place, day, describe }],
  };
}

function openAddress(
  state: PlaybackState,
  { segment, at }: Pick<Landing & { readonly kind: 'play' }, 'segment' | 'at'>,
  { now }: Moment,
): Step {
  const { channelId, place, speed, avoid } = state;
  if (channelId === null) return stay(state);
  const attempt = state.attempts + 1;
  const wanted = { attempt, channelId, place, segment, at, speed };
  return {
    state: { ...state, attempts: attempt, flight: { ...wanted, since: now } },
    effects: [{ type: 'open-address', ...wanted, avoid }],
  };
}

export interface Fault {
  readonly cause: BreakCause;
  readonly requestId?: string;
}

/** Counts a break and tries again after the backoff, at the position or at `aim`; or gives up with words. */
export function stumble(before: PlaybackState, fault: Fault & { readonly aim?: Aim }, moment: Moment): Step {
  const stopped = standingStill(before, moment);
  const failures = before.failures + 1;
  const ms = backoffMs(failures, moment.jitter);
  if (ms === null) return giveUp(stopped, 'exhausted', { ...fault, now: moment.now });
  const state: PlaybackState = {
    ...stopped,
    failures,
    aim: fault.aim ?? stopped.aim,
    embargo: embargoFor(before.embargo, ms, moment),
  };
  const told: Step = {
    state,
    effects: [
      { type: 'note', step: 'broken', detail: fault.cause },
      { type: 'note', step: 'backoff', detail: `${failures}: ${ms} ms` },
    ],
  };
  return after(told, (s) => pursue(s, moment, fault.cause));
}

/** Ends in words that only a person can answer; the player is taken off the screen. */
export function giveUp(
  before: PlaybackState,
  reason: FailReason,
  fault: Partial<Fault> & { readonly now: number },
): Step {
  const { cause = null, requestId = '', now } = fault;
  const state = standingStill(before, { now, jitter: 0 });
  const { channelId } = state;
  const unexplained = reason === 'offline' || reason === 'exhausted';
  const look: readonly Effect[] = channelId !== null && unexplained ? [{ type: 'read-status', channelId }] : [];
  return {
    state: enter(state, { kind: 'failed', since: now, reason, cause, requestId, lastSeenAt: null }),
    effects: [
      { type: 'remove-player' },
      ...release(state),
      ...look,
      { type: 'note', step: 'failed', detail: cause ? `${reason}: ${cause}` : reason },
    ],
  };
}
