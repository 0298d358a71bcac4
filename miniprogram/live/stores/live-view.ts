import type { Quality } from '../../../typings/contract/domain';
import { fill } from '../../utils/fill';
import type { PictureCard, PictureView } from '../../stores/watching/picture-view';
import { causeWords } from '../../stores/watching/cause-words';
import { LEADING_BACK } from '../../stores/watching/policy';
import { sourceOf } from '../../stores/watching/sources';
import type { Dictionary } from '../i18n/index';
import { isRunning, type LiveState, type PhaseOf } from './live-machine/state';

/** What the main button of a card does. */
export type LiveAct = 'retry' | 'back' | 'none';
type LiveCard = PictureCard<LiveAct>;
export type LiveView = PictureView<LiveAct>;

export interface ViewSetting {
  readonly words: Pick<Dictionary, 'live' | 'watching' | 'errors' | 'common'>;
  /** Words for an instant, such as 今天 14:05. */
  readonly moment: (at: number) => string;
  /** Words of the way to the vendor's own mini-program, for a picture that failed; empty where there is none. */
  readonly elsewhere: string;
}

/** The words and the cover for a state. Every state has them. */
export function describeLive(state: LiveState, setting: ViewSetting): LiveView {
  const { live } = setting.words;
  const { phase } = state;
  const { badges, steps } = live;
  const busy = (badge: string, step: string): LiveView => ({ badge, tone: 'busy', cover: 'veil', step, card: null });
  const late = (step: string) => (state.slow ? step : '');
  switch (phase.kind) {
    case 'idle':
      return { badge: badges.idle, tone: 'still', cover: 'veil', step: '', card: null };
    case 'opening':
      return busy(badges.opening, late(steps.opening));
    case 'connecting':
      return {
        ...busy(badges.connecting, late(steps.connecting)),
        cover: phase.quiet && !state.slow ? 'clear' : 'veil',
      };
    case 'playing':
      return {
        badge: sourceOf(phase.stream).protocol === 'hls' ? badges.late : badges.playing,
        tone: 'live',
        cover: 'clear',
        step: switching(state, phase, setting),
        card: null,
      };
    case 'buffering':
      return { ...busy(badges[phase.cause], steps[phase.cause]), cover: 'busy' };
    case 'recovering': {
      const why = causeWords(phase.cause, setting);
      return busy(badges.recovering, fill(steps.recovering, { why, n: Math.max(1, state.failures) }));
    }
    case 'waiting':
      return { badge: badges.waiting, tone: 'trouble', cover: 'card', step: '', card: waitCard(phase, setting) };
    case 'suspended':
      return { badge: badges.suspended, tone: 'still', cover: 'card', step: '', card: pauseCard(phase, setting) };
    case 'failed':
      return { badge: badges.failed, tone: 'trouble', cover: 'card', step: '', card: failureCard(phase, setting) };
  }
}

/** The quality on the screen while there is a picture, else the one wanted. */
export function shownQuality({ phase, quality }: LiveState): Quality {
  return isRunning(phase) ? phase.stream.quality : quality;
}

function switching(state: LiveState, phase: PhaseOf<'playing'>, { words }: ViewSetting): string {
  if (phase.stream.background !== 'quality') return '';
  return fill(words.live.steps.switching, { quality: words.watching.qualities[state.quality] });
}

function waitCard(phase: PhaseOf<'waiting'>, { words, moment }: ViewSetting): LiveCard {
  const { title, detail } = words.live.waits[phase.cause];
  const when = phase.until === null ? '' : moment(phase.until);
  const told = { title, detail: fill(detail, { when }), since: '', other: '', requestId: '' };
  // Without a network asking again cannot help; a cloud that asked for patience may have an answer sooner.
  if (phase.cause === 'network') return { ...told, act: 'none', action: '' };
  return { ...told, act: 'retry', action: words.live.retry };
}

function pauseCard({ reason }: PhaseOf<'suspended'>, { words }: ViewSetting): LiveCard {
  const { pauses, resume } = words.live;
  return { ...pauses[reason], since: '', act: 'retry', action: resume, other: '', requestId: '' };
}

function failureCard(phase: PhaseOf<'failed'>, setting: ViewSetting): LiveCard {
  const { live, watching } = setting.words;
  const { reason, cause, requestId } = phase;
  const { title, detail } = watching.failures[reason];
  const why = cause === null ? '' : causeWords(cause, setting);
  const act = LEADING_BACK.has(reason) ? 'back' : 'retry';
  return {
    title,
    detail: fill(detail, { why }),
    since: sinceWords(phase, setting),
    act,
    action: act === 'back' ? live.back : live.retry,
    other: setting.elsewhere,
    requestId,
  };
}

function sinceWords({ reason, lastSeenAt, since }: PhaseOf<'failed'>, { words, moment }: ViewSetting): string {
  if (reason === 'offline')
    return lastSeenAt === null ? '' : fill(words.watching.lastSeen, { when: moment(lastSeenAt) });
  return reason === 'exhausted' ? fill(words.live.since, { when: moment(since) }) : '';
}
