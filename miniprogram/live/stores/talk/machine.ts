import { timerEffects } from '../../../stores/watching/deadlines';
import { onDelivered, onProgress, onRetry, onUnsent, onUploaded } from './delivering';
import type { TalkEvent, TalkStep } from './events';
import { onDetach, onLeaveKnown, onOpenSettings, onPress } from './presence';
import { finish, onMove, onStarted, onStartLimit, onStopLimit, onStopped, onTick, onUnrecorded } from './recording';
import { TALK_TIMERS, type Ending, type TalkState, type TalkTimer } from './state';
import { close, rest, stay } from './transitions';

/**
 * One step of hold-to-talk: what a thing that happened makes of the state, and what is to be done. The microphone opens
 * by a press only, and every way out of a recording closes it and brings the sound back. Pure: time comes in.
 */
export function step(state: TalkState, event: TalkEvent, now: number): TalkStep {
  const { state: next, effects } = react(state, event, now);
  const timers = timerEffects(TALK_TIMERS, { before: state.deadlines, next: next.deadlines }, now);
  return { state: next, effects: [...effects, ...timers] };
}

function react(state: TalkState, event: TalkEvent, now: number): TalkStep {
  switch (event.type) {
    case 'attach':
      return onAttach(state, event.channelId, now);
    case 'detach':
      return onDetach(state, now);
    case 'hide':
      return breakOff(state, 'interrupted', now);
    case 'show':
      return state.channelId === null || state.leave === 'granted'
        ? stay(state)
        : { state, effects: [{ type: 'look', asked: false }] };
    case 'press':
      return onPress(state, event.by, now);
    case 'lose-touch':
      return breakOff(state, 'interrupted', now);
    case 'discard':
      return onDiscard(state, now);
    case 'retry':
      return onRetry(state, event);
    case 'leave-known':
      return onLeaveKnown(state, event);
    case 'open-settings':
      return onOpenSettings(state);
    case 'stopped':
      return onStopped(state, event, now);
    case 'unrecorded':
      return onUnrecorded(state, event);
    case 'progress':
      return onProgress(state, event);
    case 'uploaded':
      return onUploaded(state, event);
    case 'delivered':
      return onDelivered(state, event);
    case 'unsent':
      return onUnsent(state, event);
    case 'timer':
      return onTimer(state, event.name, now);
    case 'move':
    case 'release':
    case 'started':
    case 'level':
    case 'interrupted':
      return onRecordingEvent(state, event, now);
  }
}

type RecordingEvent = Extract<TalkEvent, { readonly type: 'move' | 'release' | 'started' | 'level' | 'interrupted' }>;

/** What concerns a recording that goes on, and nothing else. */
function onRecordingEvent(state: TalkState, event: RecordingEvent, now: number): TalkStep {
  const { phase } = state;
  if (phase.kind !== 'recording') return stay(state);
  if ('turn' in event && event.turn !== phase.turn) return stay(state);
  switch (event.type) {
    case 'move':
      return onMove(state, phase, event.up);
    case 'release':
      return finish(state, phase, now);
    case 'started':
      return onStarted(state, phase, now);
    case 'level':
      return stay({ ...state, phase: { ...phase, level: event.level } });
    case 'interrupted':
      return close(state, phase, 'interrupted', now);
  }
}

function onAttach(state: TalkState, channelId: string, now: number): TalkStep {
  if (state.channelId === channelId) return stay(state);
  const left = onDetach(state, now);
  const look = { type: 'look', asked: false } as const;
  return { state: { ...left.state, channelId }, effects: [...left.effects, look] };
}

function onDiscard(state: TalkState, now: number): TalkStep {
  if (state.phase.kind !== 'uploading') return breakOff(state, 'cancelled', now);
  return rest(state, { kind: 'cancelled' }, [{ type: 'abort-upload' }]);
}

/** Ends a recording so that nothing of it is sent. */
function breakOff(state: TalkState, ending: Ending, now: number): TalkStep {
  return state.phase.kind === 'recording' ? close(state, state.phase, ending, now) : stay(state);
}

function onTimer(state: TalkState, name: TalkTimer, now: number): TalkStep {
  const { [name]: at, ...others } = state.deadlines;
  if (at === undefined) return stay(state);
  if (at > now) return { state, effects: [{ type: 'start-timer', name, ms: at - now }] };
  return onDeadline({ ...state, deadlines: others }, name, now);
}

function onDeadline(state: TalkState, name: TalkTimer, now: number): TalkStep {
  const { phase } = state;
  if (name === 'stop-limit') return phase.kind === 'closing' ? onStopLimit(state, phase) : stay(state);
  if (phase.kind !== 'recording') return stay(state);
  switch (name) {
    case 'start-limit':
      return onStartLimit(state, phase);
    case 'tick':
      return onTick(state, phase, now);
    case 'longest':
      return finish(state, phase, now);
  }
}
