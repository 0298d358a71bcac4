import { timerEffects } from '../../stores/watching/deadlines';
import type { Moment } from '../../stores/watching/policy';
import { onOpened, onRefused, openBehind } from './live-machine/address';
import type { LiveEvent, Step } from './live-machine/events';
import { broke, onFault, onSignal, onVitals } from './live-machine/playback';
import { ANSWER_MS } from './live-machine/policy';
import {
  onAttend,
  onBarred,
  onChooseQuality,
  onDescribe,
  onHide,
  onLeave,
  onMicrophoneGiven,
  onNetwork,
  onRetry,
  onShow,
  onStatus,
  onSwitched,
  onWatch,
} from './live-machine/presence';
import { isRunning, streamOf, TIMER_NAMES } from './live-machine/state';
import type { LiveState, TimerName } from './live-machine/state';
import { planUpgrade, upgrade } from './live-machine/upgrade';
import { after, seekAddress, stay, suspend } from './live-machine/transitions';

/**
 * One step of the live player: what a thing that happened makes of the state, and what is to be done.
 * Pure: time and chance come in with `moment`.
 */
export function step(state: LiveState, event: LiveEvent, moment: Moment): Step {
  const { state: next, effects } = react(state, event, moment);
  const timers = timerEffects(TIMER_NAMES, { before: state.deadlines, next: next.deadlines }, moment.now);
  return { state: next, effects: [...effects, ...timers] };
}

function react(state: LiveState, event: LiveEvent, moment: Moment): Step {
  switch (event.type) {
    case 'watch':
      return onWatch(state, event, moment);
    case 'describe':
      return onDescribe(state, event.camera);
    case 'leave':
      return onLeave(state);
    case 'opened':
      return onOpened(state, event, moment);
    case 'refused':
      return onRefused(state, event, moment);
    case 'signal':
      return isCurrent(state, event) ? onSignal(state, event.signal, moment) : stay(state);
    case 'fault':
      return isCurrent(state, event) ? onFault(state, event.fault, moment) : stay(state);
    case 'vitals':
      return isCurrent(state, event) ? onVitals(state, event, moment) : stay(state);
    case 'timer':
      return onTimer(state, event.name, moment);
    case 'network':
      return onNetwork(state, event.network, moment);
    case 'status':
      return onStatus(state, event.status, moment);
    case 'barred':
      return onBarred(state, event, moment);
    case 'switched':
      return onSwitched(state, event.status, moment);
    case 'microphone-given':
      return onMicrophoneGiven(state);
    case 'hide':
      return onHide(state, moment);
    case 'show':
      return onShow(state, moment);
    case 'retry':
      return onRetry(state, moment);
    case 'attend':
      return onAttend(state, moment);
    case 'choose-quality':
      return onChooseQuality(state, event.quality, moment);
  }
}

/** Whether the player said it about what it was last told to play. */
function isCurrent(state: LiveState, { generation }: { readonly generation: number }): boolean {
  return streamOf(state)?.generation === generation;
}

function onTimer(state: LiveState, name: TimerName, moment: Moment): Step {
  const { [name]: at, ...others } = state.deadlines;
  if (at === undefined) return stay(state);
  if (at > moment.now) return { state, effects: [{ type: 'start-timer', name, ms: at - moment.now }] };
  return onDeadline({ ...state, deadlines: others }, name, moment);
}

function onDeadline(state: LiveState, name: TimerName, moment: Moment): Step {
  const { phase, camera } = state;
  switch (name) {
    case 'first-frame':
      return broke(state, 'no-first-frame', moment);
    case 'frame': {
      const own = phase.kind === 'buffering' && phase.cause === 'reconnecting';
      return broke(state, own ? 'disconnected' : 'no-frame', moment);
    }
    case 'retry':
      return seekAddress(state, moment);
    case 'renew':
      return after({ state, effects: [{ type: 'note', step: 'renewing', detail: '' }] }, (s) => renew(s, moment));
    case 'replay':
      return { state, effects: [{ type: 'play' }] };
    case 'stable':
      return stay(planUpgrade({ ...state, failures: 0 }, moment));
    case 'upgrade':
      return upgrade(state, moment);
    case 'slow':
      return stay({ ...state, slow: true });
    case 'cover':
      if (!camera) return stay(state);
      return { state: { ...state, covered: true }, effects: [{ type: 'keep-cover', channelId: camera.id }] };
    case 'attention':
      return stay({ ...state, deadlines: { ...state.deadlines, answer: moment.now + ANSWER_MS } });
    case 'answer':
      return suspend(state, 'unattended', moment);
  }
}

/** A change of quality under way brings a fresh address anyway. */
function renew(state: LiveState, moment: Moment): Step {
  if (!isRunning(state.phase) || state.phase.stream.background !== null) return stay(state);
  return openBehind(state, 'renewal', moment);
}
