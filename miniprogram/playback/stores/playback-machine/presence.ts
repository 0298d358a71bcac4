import type { ChannelStatus } from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import { dayOf } from '../recorded-days';
import { barOf, embargoFor, noEmbargo, regainMs, type Moment } from '../../../stores/watching/policy';
import type { Effect, PlaybackEvent, Step } from './events';
import { isWanting } from './policy';
import { standing } from './position';
import { freshSearch, initialPlaybackState, isRunning, streamOf } from './state';
import type { Aim, PlaybackState } from './state';
import { after, enter, giveUp, onwardFrom, pursue, release, standingStill, stay } from './transitions';
import { lookAtToday } from './reading';
import { forgiven } from './wishes';

type Watch = Extract<PlaybackEvent, { type: 'watch' }>;

/** A person opened this camera's past. Nothing of the one before stays, save a call under way: it must land first. */
export function onWatch(state: PlaybackState, { channelId, at, place }: Watch, moment: Moment): Step {
  const fresh: PlaybackState = {
    ...initialPlaybackState,
    ...carriedOver(state),
    channelId,
    ...(place !== undefined && { place }),
    aim: at === null ? { kind: 'newest', ...freshSearch } : { kind: 'at', at, ...freshSearch },
    clock: standing(at ?? moment.now),
  };
  return after({ state: fresh, effects: leaving(state) }, (s) => pursue(s, moment));
}

/** The page is gone. */
export function onLeave(state: PlaybackState): Step {
  return { state: { ...initialPlaybackState, ...carriedOver(state) }, effects: leaving(state) };
}

/** Out of sight: stops at once, for JavaScript sleeps soon, but sound and data would go on. */
export function onHide(before: PlaybackState, moment: Moment): Step {
  if (!isWanting(before.phase.kind)) return stay(before);
  const state = standingStill(before, moment);
  return {
    state: enter(state, { kind: 'suspended', since: moment.now }),
    effects: [{ type: 'stop' }, ...release(state), { type: 'note', step: 'suspended', detail: 'hidden' }],
  };
}

/** Back in sight: a picture that was wanted goes on where it was, by a fresh address. */
export function onShow(state: PlaybackState, moment: Moment): Step {
  const shown = state.phase.kind === 'suspended' ? resume(state, moment) : stay(state);
  return after(shown, (s) => lookAtToday(s, moment));
}

/** Pause keeps no address, so none can expire; going on asks for a fresh one. */
export function onToggle(before: PlaybackState, moment: Moment): Step {
  const { kind } = before.phase;
  if (kind === 'gap') return pursue({ ...before, aim: onwardFrom(before.clock.at) }, moment);
  if (!isWanting(kind)) return onRetry(before, moment);
  const state = standingStill(before, moment);
  const hold: readonly Effect[] = isRunning(state.phase) ? [{ type: 'hold' }] : [];
  return {
    state: enter(state, { kind: 'paused', since: moment.now }),
    effects: [...hold, ...release(state)],
  };
}

/** A person asked again: for the picture, for what was recorded meanwhile, or not to wait any longer. */
export function onRetry(state: PlaybackState, moment: Moment): Step {
  const { phase, clock, days } = state;
  switch (phase.kind) {
    case 'paused':
    case 'suspended':
      return resume(forgiven(state), moment);
    case 'failed':
      return resume({ ...forgiven(state), avoid: [] }, moment);
    case 'waiting':
      if (phase.cause === 'network') return stay(state);
      return resume({ ...state, failures: 0, embargo: noEmbargo }, moment);
    case 'caught-up':
      return lookAgain(state, onwardFrom(clock.at), moment);
    case 'gap':
      return lookAgain(state, { kind: 'at', at: clock.at, ...freshSearch, stale: dayName(days, clock.at) }, moment);
    case 'empty':
      return lookAgain(state, { kind: 'day', day: phase.day, ...freshSearch, stale: phase.day }, moment);
    default:
      return stay(state);
  }
}

/** The phone's network changed. Without one nothing is tried; with one again, phones come back spread apart. */
export function onNetwork(state: PlaybackState, network: NetworkState, moment: Moment): Step {
  const next: PlaybackState = { ...state, network };
  const { phase } = state;
  const cut = phase.kind === 'waiting' && phase.cause === 'network';
  if (!network.connected) {
    return cut || !isWanting(phase.kind) ? stay(next) : pursue(standingStill(next, moment), moment);
  }
  if (cut) return pursue({ ...next, embargo: embargoFor(state.embargo, regainMs(moment.jitter), moment) }, moment);
  if (network.kind !== 'cellular' || !isRunning(phase) || state.warned) return stay(next);
  return { state: { ...next, warned: true }, effects: [{ type: 'show-notice', notice: { kind: 'mobile-data' } }] };
}

/** What the cloud says of the camera: why there is no picture. */
export function onStatus(state: PlaybackState, status: ChannelStatus): Step {
  const { phase, channelId } = state;
  if (status.id !== channelId || phase.kind !== 'failed') return stay(state);
  if (phase.reason !== 'exhausted' && phase.reason !== 'offline') return stay(state);
  if (status.reachability !== 'offline') return stay(state);
  return stay({ ...state, phase: { ...phase, reason: 'offline', lastSeenAt: status.since } });
}

/** The person may not watch this any more: the picture goes at once. Of another picture it says nothing. */
export function onBarred(
  state: PlaybackState,
  event: Extract<PlaybackEvent, { type: 'barred' }>,
  { now }: Moment,
): Step {
  const reason = barOf(event.code);
  if (reason === null || streamOf(state)?.openId !== event.openId) return stay(state);
  return giveUp(state, reason, { cause: event.code, requestId: event.requestId, now });
}

function lookAgain(state: PlaybackState, aim: Aim, moment: Moment): Step {
  return pursue({ ...forgiven(state), aim }, moment);
}

function resume(state: PlaybackState, moment: Moment): Step {
  const told: Step = { state, effects: [{ type: 'note', step: 'resumed', detail: '' }] };
  return after(told, (s) => pursue(s, moment));
}

function dayName(days: PlaybackState['days'], at: number): string | null {
  return dayOf(days, at)?.day ?? null;
}

function carriedOver(state: PlaybackState): Partial<PlaybackState> {
  const { flight, attempts, generation, network, warned, embargo } = state;
  const kept = embargo.cause === 'rate-limited' ? { embargo } : {};
  return { flight, attempts, generation, network, warned, ...kept };
}

function leaving(state: PlaybackState): readonly Effect[] {
  return state.phase.kind === 'idle' ? [] : [{ type: 'remove-player' }, ...release(state)];
}
