import { onOpened, onRefused } from './playback-machine/address';
import type { PlaybackEvent, Step } from './playback-machine/events';
import { broke, onFault, onOverdue, onSignal, onVideoAt } from './playback-machine/picture';
import {
  onBarred,
  onHide,
  onLeave,
  onNetwork,
  onRetry,
  onShow,
  onStatus,
  onToggle,
  onWatch,
} from './playback-machine/presence';
import { onDayRead, onDayRefused, onDescribed, onReach } from './playback-machine/reading';
import { streamOf, TIMER_NAMES, type PlaybackState, type TimerName } from './playback-machine/state';
import { pursue, stay } from './playback-machine/transitions';
import { onChooseDay, onChoosePlace, onChooseSpeed, onGrab, onNudge, onSeek, onSkip } from './playback-machine/wishes';
import { timerEffects } from '../../stores/watching/deadlines';
import type { Moment } from '../../stores/watching/policy';

/**
 * One step of looking back: what a thing that happened makes of the state, and what is to be done.
 * Pure: time and chance come in with `moment`.
 */
export function step(state: PlaybackState, event: PlaybackEvent, moment: Moment): Step {
  const { state: next, effects } = react(state, event, moment);
  const timers = timerEffects(TIMER_NAMES, { before: state.deadlines, next: next.deadlines }, moment.now);
  return { state: next, effects: [...effects, ...timers] };
}

function react(state: PlaybackState, event: PlaybackEvent, moment: Moment): Step {
  switch (event.type) {
    case 'watch':
      return onWatch(state, event, moment);
    case 'leave':
      return onLeave(state);
    case 'described':
      return onDescribed(state, event, moment);
    case 'day-read':
      return onDayRead(state, event, moment);
    case 'day-refused':
      return onDayRefused(state, event, moment);
    case 'opened':
      return onOpened(state, event, moment);
    case 'refused':
      return onRefused(state, event, moment);
    case 'signal':
      return isCurrent(state, event) ? onSignal(state, event.signal, moment) : stay(state);
    case 'fault':
      return isCurrent(state, event) ? onFault(state, event.fault, moment) : stay(state);
    case 'video-at':
      return isCurrent(state, event) ? onVideoAt(state, event.seconds, moment) : stay(state);
    case 'timer':
      return onTimer(state, event.name, moment);
    case 'network':
      return onNetwork(state, event.network, moment);
    case 'status':
      return onStatus(state, event.status);
    case 'barred':
      return onBarred(state, event, moment);
    case 'hide':
      return onHide(state, moment);
    case 'show':
      return onShow(state, moment);
    case 'retry':
      return onRetry(state, moment);
    case 'toggle':
      return onToggle(state, moment);
    default:
      return onWish(state, event, moment);
  }
}

type Wish = Extract<
  PlaybackEvent,
  { type: 'grab' | 'seek' | 'nudge' | 'skip' | 'choose-day' | 'choose-place' | 'choose-speed' | 'reach' }
>;

function onWish(state: PlaybackState, event: Wish, moment: Moment): Step {
  switch (event.type) {
    case 'grab':
      return onGrab(state, moment);
    case 'seek':
      return onSeek(state, event.at, moment);
    case 'nudge':
      return onNudge(state, event.ms, moment);
    case 'skip':
      return onSkip(state, event.offset, moment);
    case 'choose-day':
      return onChooseDay(state, event.day, moment);
    case 'choose-place':
      return onChoosePlace(state, event.place, moment);
    case 'choose-speed':
      return onChooseSpeed(state, event.speed, moment);
    case 'reach':
      return onReach(state, event.at, moment);
  }
}

/** Whether the player said it about what it was last told to play. */
function isCurrent(state: PlaybackState, { generation }: { readonly generation: number }): boolean {
  return streamOf(state)?.generation === generation;
}

function onTimer(state: PlaybackState, name: TimerName, moment: Moment): Step {
  const { [name]: at, ...others } = state.deadlines;
  if (at === undefined) return stay(state);
  if (at > moment.now) return { state, effects: [{ type: 'start-timer', name, ms: at - moment.now }] };
  return onDeadline({ ...state, deadlines: others }, name, moment);
}

function onDeadline(state: PlaybackState, name: TimerName, moment: Moment): Step {
  const { phase } = state;
  switch (name) {
    case 'settle':
      return phase.kind === 'opening' ? pursue(state, moment) : stay(state);
    case 'first-frame':
      return broke(state, 'no-first-frame', moment);
    case 'frame': {
      const own = phase.kind === 'buffering' && phase.cause === 'reconnecting';
      return broke(state, own ? 'disconnected' : 'no-frame', moment);
    }
    case 'end':
      return onOverdue(state, moment);
    case 'retry':
      return pursue(state, moment);
    case 'replay':
      return { state, effects: [{ type: 'play' }] };
    case 'stable':
      return stay({ ...state, failures: 0 });
    case 'slow':
      return stay({ ...state, slow: true });
  }
}
