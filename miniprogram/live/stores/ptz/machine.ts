import { timerEffects } from '../../../stores/watching/deadlines';
import {
  giveUp,
  onHoldAnswered,
  onHoldRefused,
  onStepAnswered,
  onStepRefused,
  onStopAcknowledged,
  onStopFailed,
} from './answers';
import type { PtzEvent, PtzStep } from './events';
import { EXTEND_EVERY_MS, LEAST_HOLD_MS, MOST_STOPS } from './policy';
import { PTZ_TIMERS, type HoldOrder, type PtzState, type PtzTimer, type StepOrder } from './state';
import { after, beginStop, sendStop, start, stay, takeStep, tell } from './transitions';

/**
 * One step of steering: what a thing that happened makes of the state, and what is to be done. A press starts once;
 * its stop is repeated until it is acknowledged, and nothing else starts before. Pure: time comes in.
 */
export function step(state: PtzState, event: PtzEvent, now: number): PtzStep {
  const { state: next, effects } = react(state, event, now);
  const timers = timerEffects(PTZ_TIMERS, { before: state.deadlines, next: next.deadlines }, now);
  return { state: next, effects: [...effects, ...timers] };
}

function react(state: PtzState, event: PtzEvent, now: number): PtzStep {
  switch (event.type) {
    case 'press':
      return onPress(state, event.order, now);
    case 'release':
      return onRelease(state, now);
    case 'halt':
      return onHalt(state, now);
    case 'step':
      return onStep(state, event.orders, now);
    case 'network':
      return onNetwork(state, event.connected, now);
    case 'hold-answered':
      return onHoldAnswered(state, event, now);
    case 'hold-refused':
      return onHoldRefused(state, event, now);
    case 'step-answered':
      return onStepAnswered(state, event, now);
    case 'step-refused':
      return onStepRefused(state, event, now);
    case 'stop-acknowledged':
      return onStopAcknowledged(state, event, now);
    case 'stop-failed':
      return onStopFailed(state, event, now);
    case 'timer':
      return onTimer(state, event.name, now);
  }
}

function onPress(state: PtzState, order: HoldOrder, now: number): PtzStep {
  const { phase } = state;
  switch (phase.kind) {
    case 'idle':
      return start(order, now);
    case 'asking':
    case 'moving':
      // A finger that comes while another is down is the second one.
      return beginStop(state, phase.order, phase.released ? order : null, now);
    case 'stopping':
    case 'stepping':
      // Two waiting presses are two fingers.
      return stay({ ...state, phase: { ...phase, next: phase.next === null ? order : null } });
    case 'unsure':
      return beginStop(state, phase.order, order, now);
  }
}

function onStep(state: PtzState, orders: readonly StepOrder[], now: number): PtzStep {
  const { phase } = state;
  switch (phase.kind) {
    case 'idle':
      return takeStep(quiet(state), orders, null, now);
    case 'unsure':
      return beginStop(state, phase.order, null, now);
    case 'asking':
    case 'moving':
    case 'stopping':
    case 'stepping':
      return stay(state);
  }
}

function onRelease(state: PtzState, now: number): PtzStep {
  const { phase, deadlines } = state;
  switch (phase.kind) {
    case 'asking':
    case 'moving': {
      const least = phase.since + LEAST_HOLD_MS;
      if (least <= now) return beginStop(state, phase.order, null, now);
      return stay({ ...state, phase: { ...phase, released: true }, deadlines: { ...deadlines, least } });
    }
    case 'stopping':
    case 'stepping':
      return stay({ ...state, phase: { ...phase, next: null } });
    case 'idle':
    case 'unsure':
      return stay(state);
  }
}

/** Nobody watches over what moves any more. */
function onHalt(state: PtzState, now: number): PtzStep {
  const { phase } = state;
  switch (phase.kind) {
    case 'asking':
    case 'moving':
    case 'stepping':
      return beginStop(state, phase.order, null, now);
    case 'stopping':
      return stay({ ...state, phase: { ...phase, next: null } });
    case 'idle':
    case 'unsure':
      return stay(state);
  }
}

/** A network that went may have taken a stop with it; one that came can carry it. */
function onNetwork(state: PtzState, connected: boolean, now: number): PtzStep {
  const { phase } = state;
  if (connected && phase.kind === 'stopping') return sendStop(state, { ...phase, tries: 0, next: null }, now);
  if (connected && phase.kind === 'unsure') return beginStop(state, phase.order, null, now);
  return onHalt(state, now);
}

function onTimer(state: PtzState, name: PtzTimer, now: number): PtzStep {
  const { [name]: at, ...others } = state.deadlines;
  if (at === undefined) return stay(state);
  if (at > now) return { state, effects: [{ type: 'start-timer', name, ms: at - now }] };
  return onDeadline({ ...state, deadlines: others }, name, now);
}

function onDeadline(state: PtzState, name: PtzTimer, now: number): PtzStep {
  const { phase } = state;
  switch (name) {
    case 'extend':
      return extend(state, now);
    case 'least':
      return onHalt(state, now);
    case 'longest':
      return after(onHalt(state, now), (s) => tell(s, { kind: 'too-long' }, now));
    case 'retry':
      if (phase.kind !== 'stopping') return stay(state);
      return phase.tries >= MOST_STOPS ? giveUp(state, phase.order) : sendStop(state, phase, now);
    case 'slow':
      return stay({ ...state, slow: true });
    case 'notice':
      return stay({ ...state, notice: null });
  }
}

function extend(state: PtzState, now: number): PtzStep {
  const { phase, deadlines } = state;
  if (phase.kind !== 'asking' && phase.kind !== 'moving') return stay(state);
  return {
    state: {
      ...state,
      phase: { ...phase, calls: phase.calls + 1 },
      deadlines: { ...deadlines, extend: now + EXTEND_EVERY_MS },
    },
    effects: [{ type: 'hold', order: phase.order }],
  };
}

/** Whatever was told before is old when something new begins. */
function quiet(state: PtzState): PtzState {
  const { notice: _, ...deadlines } = state.deadlines;
  return { ...state, notice: null, deadlines };
}
