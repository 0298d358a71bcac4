import type { ChannelStatus, Quality } from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import { barOf, embargoFor, noEmbargo, regainMs, type FailReason, type Moment } from '../../../stores/watching/policy';
import { openBehind } from './address';
import type { Effect, LiveEvent, Step } from './events';
import { ATTENTION_MS, availableQuality } from './policy';
import { initialLiveState, isRunning, streamOf } from './state';
import type { LiveState, WatchedCamera } from './state';
import { after, giveUp, release, seekAddress, stay, suspend } from './transitions';

type Watch = Extract<LiveEvent, { type: 'watch' }>;

/** A person opened this camera. Nothing of the one before stays, save a call under way, which must land first. */
export function onWatch(state: LiveState, { camera, quality, mode }: Watch, moment: Moment): Step {
  const deaf = mode === 'live' && !state.warned.microphone;
  const fresh: LiveState = {
    ...initialLiveState,
    ...carriedOver(state),
    warned: { ...state.warned, microphone: state.warned.microphone || deaf },
    camera,
    mode: state.mode === 'live' ? 'live' : mode,
    quality: availableQuality(quality, camera.qualities),
    deadlines: { attention: moment.now + ATTENTION_MS },
  };
  const notice: readonly Effect[] = deaf ? [{ type: 'show-notice', notice: 'no-microphone' }] : [];
  const left: Step = { state: fresh, effects: [...leaving(state), ...notice] };
  return after(
    after(left, (s) => seekAddress(s, moment)),
    lookAt,
  );
}

/**
 * The camera turned out to be this. If it lacks the quality asked for, the cloud has given or will give the one that
 * it has, so only the name of what plays changes.
 */
export function onDescribe(state: LiveState, camera: WatchedCamera): Step {
  if (camera.id !== state.camera?.id) return stay(state);
  const quality = availableQuality(state.quality, camera.qualities);
  const { flight, phase } = state;
  const known: LiveState = { ...state, camera, quality };
  if (quality === state.quality) return stay(known);
  return stay({
    ...known,
    flight: flight?.channelId === camera.id ? { ...flight, quality } : flight,
    phase: isRunning(phase) ? { ...phase, stream: { ...phase.stream, quality } } : phase,
  });
}

/** The page is gone. */
export function onLeave(state: LiveState): Step {
  return { state: { ...initialLiveState, ...carriedOver(state) }, effects: leaving(state) };
}

/** The mini-program or the page went out of sight. */
export function onHide(state: LiveState, moment: Moment): Step {
  const { kind } = state.phase;
  if (kind === 'idle' || kind === 'failed' || kind === 'suspended') return stay(state);
  return suspend(state, 'hidden', moment);
}

/** Back in sight: a picture that was wanted comes back with a fresh address. */
export function onShow(state: LiveState, moment: Moment): Step {
  if (state.phase.kind !== 'suspended' || state.phase.reason !== 'hidden') return stay(state);
  return resume(state, moment);
}

/** What needs the microphone may be tried again, with the next address; refused anew, that is told anew. */
export function onMicrophoneGiven(state: LiveState): Step {
  return stay({ ...state, mode: 'RTC', warned: { ...state.warned, microphone: false } });
}

/** A person asked for the picture again: during a wait once, and the cloud may send them back to it. */
export function onRetry(state: LiveState, moment: Moment): Step {
  const { phase } = state;
  const { kind } = phase;
  if (kind === 'waiting' && phase.cause !== 'network') {
    return resume({ ...state, failures: 0, embargo: noEmbargo }, moment);
  }
  if (kind !== 'failed' && kind !== 'suspended') return stay(state);
  const embargo = state.embargo.cause === 'backoff' ? noEmbargo : state.embargo;
  const resumed = resume({ ...state, failures: 0, avoid: [], embargo }, moment);
  return after(resumed, lookAt);
}

/** Somebody is there: the question "still watching?" starts anew. */
export function onAttend(state: LiveState, { now }: Moment): Step {
  const { attention, answer, ...others } = state.deadlines;
  if (attention === undefined && answer === undefined) return stay(state);
  return stay({ ...state, deadlines: { ...others, attention: now + ATTENTION_MS } });
}

/** A person chose between the sharp stream and the small one. */
export function onChooseQuality(state: LiveState, quality: Quality, moment: Moment): Step {
  const { camera, phase } = state;
  if (!camera?.qualities.includes(quality)) return stay(state);
  const chosen: LiveState = { ...state, quality };
  if (phase.kind === 'failed') return onRetry(chosen, moment);
  if (!isRunning(phase)) return stay(chosen);
  if (phase.stream.quality !== quality) return openBehind(chosen, 'quality', moment);
  return stay({ ...chosen, phase: { ...phase, stream: { ...phase.stream, background: null } } });
}

/** The phone's network changed. Without one nothing is tried; with one again, phones come back spread apart. */
export function onNetwork(state: LiveState, network: NetworkState, moment: Moment): Step {
  const next: LiveState = { ...state, network };
  const { phase } = state;
  if (!network.connected) return isWanting(phase.kind) ? loseNetwork(next, moment) : stay(next);
  if (phase.kind === 'waiting' && phase.cause === 'network') return regainNetwork(next, moment);
  if (network.kind === 'cellular' && isRunning(phase) && !state.warned.mobileData) {
    const warned = { ...state.warned, mobileData: true };
    return { state: { ...next, warned }, effects: [{ type: 'show-notice', notice: 'mobile-data' }] };
  }
  return stay(next);
}

/** What the cloud says of the camera: why there is no picture, or that the one there is shows nothing. */
export function onStatus(state: LiveState, status: ChannelStatus, moment: Moment): Step {
  const { phase, camera } = state;
  if (status.id !== camera?.id) return stay(state);
  if (isWanting(phase.kind) && status.condition !== 'clear') return giveUp(state, status.condition, moment);
  if (phase.kind !== 'failed') return stay(state);
  if (phase.reason !== 'exhausted' && phase.reason !== 'offline') return stay(state);
  const reason = explained(status) ?? phase.reason;
  const lastSeenAt = reason === 'offline' ? status.since : null;
  return stay({ ...state, phase: { ...phase, reason, lastSeenAt } });
}

/** The person may not watch this any more: the picture goes at once. Of another picture it says nothing. */
export function onBarred(state: LiveState, event: Extract<LiveEvent, { type: 'barred' }>, { now }: Moment): Step {
  const reason = barOf(event.code);
  if (reason === null || streamOf(state)?.openId !== event.openId) return stay(state);
  return giveUp(state, reason, { cause: event.code, requestId: event.requestId, now });
}

/** What a switch has hidden comes back with it, without a question: the cloud may still remember how it was. */
export function onSwitched(state: LiveState, status: ChannelStatus, moment: Moment): Step {
  const { phase, camera } = state;
  const hidden = phase.kind === 'failed' && SWITCHED.has(phase.reason);
  if (status.id !== camera?.id || status.condition !== 'clear' || !hidden) return onStatus(state, status, moment);
  return resume({ ...state, failures: 0 }, moment);
}

/** A masked camera still has an address: only its state tells. Asked after the address, so that it delays nothing. */
function lookAt(state: LiveState): Step {
  const { camera } = state;
  return { state, effects: camera ? [{ type: 'read-status', channelId: camera.id }] : [] };
}

/** Reasons that a switch makes and unmakes. */
const SWITCHED: ReadonlySet<FailReason> = new Set(['masked', 'disabled']);

function explained({ reachability, condition }: ChannelStatus): FailReason | null {
  if (reachability === 'offline') return 'offline';
  return condition === 'clear' ? null : condition;
}

function carriedOver(state: LiveState): Partial<LiveState> {
  const { flight, attempts, generation, network, warned, embargo } = state;
  const kept = embargo.cause === 'rate-limited' ? { embargo } : {};
  return { flight, attempts, generation, network, warned, ...kept };
}

function leaving(state: LiveState): readonly Effect[] {
  return state.phase.kind === 'idle' ? [] : [{ type: 'remove-player' }, ...release(state)];
}

function resume(state: LiveState, moment: Moment): Step {
  const attentive = { ...state, deadlines: { attention: moment.now + ATTENTION_MS } };
  const told: Step = { state: attentive, effects: [{ type: 'note', step: 'resumed', detail: '' }] };
  return after(told, (s) => seekAddress(s, moment));
}

function isWanting(kind: LiveState['phase']['kind']): boolean {
  return kind !== 'idle' && kind !== 'failed' && kind !== 'suspended';
}

function loseNetwork(state: LiveState, moment: Moment): Step {
  if (state.phase.kind === 'waiting' && state.phase.cause === 'network') return stay(state);
  const resuming = state.resuming || (isRunning(state.phase) && state.failures === 0);
  const stopped: Step = { state: { ...state, resuming }, effects: [{ type: 'stop' }, ...release(state)] };
  return after(stopped, (s) => seekAddress(s, moment));
}

function regainNetwork(state: LiveState, moment: Moment): Step {
  const embargo = embargoFor(state.embargo, regainMs(moment.jitter), moment);
  return seekAddress({ ...state, embargo }, moment);
}
