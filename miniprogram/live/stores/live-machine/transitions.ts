import type { Deadlines } from '../../../stores/watching/deadlines';
import {
  backoffMs,
  embargoFor,
  SLOW_MS,
  type BreakCause,
  type FailReason,
  type Moment,
} from '../../../stores/watching/policy';
import type { Effect, Step } from './events';
import { deadlinesIn, isBusy } from './policy';
import { streamOf } from './state';
import type { LiveState, Phase, PhaseOf, TimerName } from './state';

/** No effects. */
export const stay = (state: LiveState): Step => ({ state, effects: [] });

/** Does `next` after `before`, keeping the effects of both in order. */
export function after(before: Step, next: (state: LiveState) => Step): Step {
  const { state, effects } = next(before.state);
  return { state, effects: [...before.effects, ...effects] };
}

/** Enters a phase: timers that mean nothing in it end, `added` ones start. */
export function enter(
  state: LiveState,
  phase: Exclude<Phase, PhaseOf<'idle'>>,
  added: Deadlines<TimerName> = {},
): LiveState {
  const busy = isBusy(phase.kind);
  const wasBusy = isBusy(state.phase.kind);
  const slow = busy && !wasBusy ? { slow: phase.since + SLOW_MS } : {};
  const deadlines = { ...deadlinesIn(phase.kind, state.deadlines), ...slow, ...added };
  return { ...state, phase, deadlines, slow: busy && wasBusy && state.slow };
}

/** Ends the watching under way at the cloud, if there is one. */
export function release(state: LiveState): readonly Effect[] {
  const stream = streamOf(state);
  return stream ? [{ type: 'close-session', openId: stream.openId }] : [];
}

/** Asks for an address. The caller has made sure that no other call is under way. */
export function openAddress(state: LiveState, { now }: Moment): Step {
  const { camera, quality, resuming: resume } = state;
  if (!camera) return stay(state);
  const avoid = streamOf(state)?.background === 'upgrade' ? [] : state.avoid;
  const attempt = state.attempts + 1;
  const flight = { attempt, channelId: camera.id, quality, since: now };
  return {
    state: { ...state, attempts: attempt, flight, resuming: false },
    effects: [{ type: 'open-address', attempt, channelId: camera.id, quality, avoid, resume }],
  };
}

/** Gets a picture as soon as the network, the backoff and the cloud allow; `cause` says what was broken. */
export function seekAddress(state: LiveState, moment: Moment, cause: BreakCause = 'network'): Step {
  const { now } = moment;
  const { embargo, network } = state;
  const since = now;
  if (!network.connected) return wait(enter(state, { kind: 'waiting', since, cause: 'network', until: null }));
  if (now >= embargo.at) {
    const opening = enter(state, { kind: 'opening', since });
    return state.flight ? stay(opening) : openAddress(opening, moment);
  }
  const timer = { retry: embargo.at };
  if (embargo.cause === 'backoff') {
    return stay(enter(state, { kind: 'recovering', since, cause, retryAt: embargo.at }, timer));
  }
  return wait(enter(state, { kind: 'waiting', since, cause: embargo.cause, until: embargo.at }, timer));
}

function wait(state: LiveState): Step {
  const detail = state.phase.kind === 'waiting' ? state.phase.cause : '';
  return { state, effects: [{ type: 'note', step: 'waiting', detail }] };
}

export interface Fault {
  readonly cause: BreakCause;
  readonly requestId?: string;
}

/** Counts a break and tries again after the backoff, or gives up with words. */
export function stumble(state: LiveState, fault: Fault, moment: Moment): Step {
  const { now, jitter } = moment;
  const failures = state.failures + 1;
  const ms = backoffMs(failures, jitter);
  if (ms === null) return giveUp(state, 'exhausted', { ...fault, now });
  const embargo = embargoFor(state.embargo, ms, moment);
  const stopped: Step = {
    state: { ...state, failures, embargo },
    effects: [
      { type: 'stop' },
      ...release(state),
      { type: 'note', step: 'broken', detail: fault.cause },
      { type: 'note', step: 'backoff', detail: `${failures}: ${ms} ms` },
    ],
  };
  return after(stopped, (broken) => seekAddress(broken, moment, fault.cause));
}

/** Ends in words that only a person can answer; the player is taken off the screen. */
export function giveUp(state: LiveState, reason: FailReason, fault: Partial<Fault> & { readonly now: number }): Step {
  const { cause = null, requestId = '', now } = fault;
  const { camera } = state;
  const unexplained = reason === 'offline' || reason === 'exhausted';
  const look: readonly Effect[] = camera && unexplained ? [{ type: 'read-status', channelId: camera.id }] : [];
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

/** Stops at once: JavaScript sleeps five seconds after the phone is put away, but sound and data would go on. */
export function suspend(state: LiveState, reason: PhaseOf<'suspended'>['reason'], { now }: Moment): Step {
  return {
    state: enter({ ...state, resuming: false }, { kind: 'suspended', since: now, reason }),
    effects: [{ type: 'stop' }, ...release(state), { type: 'note', step: 'suspended', detail: reason }],
  };
}
