import { embargoAfter, FIRST_FRAME_MS, isFresh, planFor, type Moment } from '../../../stores/watching/policy';
import { sourceOf } from '../../../stores/watching/sources';
import type { Effect, LiveEvent, Notice, Step } from './events';
import { isFor, orderedSources, RENEWAL_RETRY_MS, renewalAt, TRIAL_FRAME_MS, trialSources } from './policy';
import { isRunning, streamOf } from './state';
import type { LiveState, RunningPhase, Stream } from './state';
import { after, enter, giveUp, openAddress, release, seekAddress, stay, stumble } from './transitions';

type Opened = Extract<LiveEvent, { type: 'opened' }>;
type Refused = Extract<LiveEvent, { type: 'refused' }>;

/** An address arrived. It is taken only if it answers the call under way and is still wanted. */
export function onOpened(state: LiveState, event: Opened, moment: Moment): Step {
  const { flight } = state;
  if (flight?.attempt !== event.attempt) return { state, effects: refuseReply(event) };
  const landed: LiveState = { ...state, flight: null };
  if (!wantsAddress(landed)) return { state: landed, effects: refuseReply(event) };
  if (!isFor(flight, landed)) return after({ state: landed, effects: refuseReply(event) }, (s) => askAgain(s, moment));
  if (!isFresh(flight, moment.now)) {
    return after({ state: landed, effects: refuseReply(event) }, (s) =>
      fumble(s, { code: 'timeout', requestId: '' }, moment),
    );
  }
  return adopt(landed, event, moment);
}

/** The cloud refused. Its reason decides whether to wait, to try again, or to say why there is no picture. */
export function onRefused(state: LiveState, event: Refused, moment: Moment): Step {
  const { flight } = state;
  if (flight?.attempt !== event.attempt) return stay(state);
  const landed: LiveState = { ...state, flight: null, embargo: embargoAfter(state.embargo, event, moment) };
  if (!wantsAddress(landed)) return stay(landed);
  if (!isFor(flight, landed)) return askAgain(landed, moment);
  return fumble(landed, event, moment);
}

/** Starts an address in the background; the picture on the screen stays. */
export function openBehind(state: LiveState, background: NonNullable<Stream['background']>, moment: Moment): Step {
  if (!isRunning(state.phase)) return stay(state);
  const phase: RunningPhase = { ...state.phase, stream: { ...state.phase.stream, background } };
  const next: LiveState = { ...state, phase };
  if (isPatient(state, moment)) return keepOld(next, phase, moment);
  return state.flight ? stay(next) : openAddress(next, moment);
}

/** Tells the player what to play. `quiet` when a picture stands there and no spinner need cover it. */
export function startSource(state: LiveState, stream: Omit<Stream, 'generation'>, start: Start): Step {
  const { now, quiet } = start;
  const generation = state.generation + 1;
  const ordered: Stream = { ...stream, generation, shown: false, beats: false };
  const source = sourceOf(ordered);
  const phase = { kind: 'connecting', since: now, stream: ordered, quiet } as const;
  const metered = state.network.kind === 'cellular' && !state.warned.mobileData;
  const notice: readonly Effect[] = metered ? [{ type: 'show-notice', notice: 'mobile-data' }] : [];
  return {
    state: {
      ...enter(state, phase, { 'first-frame': now + (ordered.trial ? TRIAL_FRAME_MS : FIRST_FRAME_MS) }),
      generation,
      warned: { ...state.warned, mobileData: state.warned.mobileData || metered },
    },
    effects: [{ type: 'set-source', source, mode: state.mode, generation, hold: quiet }, ...notice],
  };
}

export interface Start {
  readonly now: number;
  readonly quiet: boolean;
}

function wantsAddress({ phase }: LiveState): boolean {
  if (isRunning(phase)) return phase.stream.background !== null;
  return phase.kind === 'opening' || phase.kind === 'recovering';
}

function refuseReply({ openId, attempt }: Opened): readonly Effect[] {
  return [
    { type: 'close-session', openId },
    { type: 'note', step: 'stale-reply', detail: String(attempt) },
  ];
}

/** The answer was for something no longer wanted: ask for what is. */
function askAgain(state: LiveState, moment: Moment): Step {
  if (state.phase.kind === 'recovering') return stay(state);
  if (!isRunning(state.phase)) return seekAddress(state, moment);
  return isPatient(state, moment) ? keepOld(state, state.phase, moment) : openAddress(state, moment);
}

/** Whether the cloud has asked us to wait. A backoff does not bind a person who chooses another quality. */
function isPatient({ embargo }: LiveState, { now }: Moment): boolean {
  return embargo.cause !== 'backoff' && now < embargo.at;
}

function adopt(state: LiveState, event: Opened, moment: Moment): Step {
  const { now } = moment;
  const old = streamOf(state);
  const trial = old?.background === 'upgrade';
  const playable = orderedSources(event.sources);
  const sources = trial ? trialSources(playable) : playable;
  const [first] = sources;
  if (!first) return withoutPlayable(state, event, moment);
  const stream = { openId: event.openId, quality: state.quality, sources, index: 0, openedAt: now };
  const renew = renewalAt(first.expiresAt, now);
  const started = startSource(
    { ...state, watermark: event.watermark, deadlines: { ...state.deadlines, ...(renew === null ? {} : { renew }) } },
    { ...stream, shown: false, beats: false, background: null, trial },
    { now, quiet: isSteady(state.phase) },
  );
  const renewed: readonly Effect[] = old ? [{ type: 'note', step: 'renewed', detail: old.background ?? '' }] : [];
  return { ...started, effects: [...started.effects, ...release(state), ...renewed] };
}

/** Whether the last picture is recent enough to stand until the next one. */
function isSteady(phase: LiveState['phase']): boolean {
  return phase.kind === 'playing' || (phase.kind === 'connecting' && phase.quiet);
}

/** H265 only: the small stream is usually H264, so it is tried before giving up. */
function withoutPlayable(state: LiveState, event: Opened, moment: Moment): Step {
  const close: Effect = { type: 'close-session', openId: event.openId };
  const { phase } = state;
  if (isRunning(phase) && phase.stream.background === 'upgrade') {
    return after({ state, effects: [close] }, (s) => keepOld(s, phase, moment));
  }
  if (isRunning(state.phase) && state.phase.stream.background === 'quality') {
    return after({ state, effects: [close] }, (s) => revertQuality(s, 'no-main'));
  }
  if (state.quality === 'main' && state.camera?.qualities.includes('sub')) {
    const smaller: LiveState = { ...state, quality: 'sub' };
    const effects: readonly Effect[] = [close, { type: 'show-notice', notice: 'sub-instead-of-main' }];
    return after({ state: smaller, effects }, (s) => askAgain(s, moment));
  }
  return after({ state, effects: [close] }, (s) => giveUp(s, 'h265', { now: moment.now }));
}

function fumble(state: LiveState, { code, requestId }: Pick<Refused, 'code' | 'requestId'>, moment: Moment): Step {
  if (isRunning(state.phase)) return keepOld(state, state.phase, moment);
  const plan = planFor(code);
  switch (plan.kind) {
    case 'fail':
      return giveUp(state, plan.reason, { cause: code, requestId, now: moment.now });
    // Patience counts as a try too, or a cloud that always says "later" would never come to words.
    case 'wait':
    case 'retry':
      return stumble(state, { cause: code, requestId }, moment);
  }
}

/** No new address for a picture that still plays: it plays on, and a renewal is tried again while there is time. */
function keepOld(state: LiveState, phase: RunningPhase, { now }: Moment): Step {
  const { background } = phase.stream;
  if (background === 'quality') return revertQuality(state, 'quality-failed');
  const quiet: LiveState = { ...state, phase: { ...phase, stream: { ...phase.stream, background: null } } };
  // A renewal that came due while a faster way was asked for has not been tried yet.
  const pause = background === 'upgrade' ? 0 : RENEWAL_RETRY_MS;
  const again = Math.max(now + pause, state.embargo.at);
  const { expiresAt } = sourceOf(phase.stream);
  const renew = state.deadlines.renew ?? again;
  const renewing = expiresAt !== null && renew < expiresAt ? { renew } : {};
  return {
    state: { ...quiet, deadlines: { ...state.deadlines, ...renewing } },
    effects: [{ type: 'note', step: background === 'upgrade' ? 'upgrade-failed' : 'renewal-failed', detail: '' }],
  };
}

function revertQuality(state: LiveState, notice: Notice): Step {
  if (!isRunning(state.phase)) return stay(state);
  const stream: Stream = { ...state.phase.stream, background: null };
  return {
    state: { ...state, quality: stream.quality, phase: { ...state.phase, stream } },
    effects: [{ type: 'show-notice', notice }],
  };
}
