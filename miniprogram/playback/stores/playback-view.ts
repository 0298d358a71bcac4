import type { Segment } from '../../../typings/contract/domain';
import { fill } from '../../utils/fill';
import { causeWords } from '../../stores/watching/cause-words';
import type { PictureCard, PictureView } from '../../stores/watching/picture-view';
import { LEADING_BACK, type FailReason } from '../../stores/watching/policy';
import type { Dictionary } from '../i18n/index';
import type { PhaseOf, PlaybackState } from './playback-machine/state';

/** What the main button of a card does. `days` shows the calendar, `next` goes to the recording after the gap. */
export type PlaybackAct = 'retry' | 'back' | 'next' | 'previous' | 'days' | 'live' | 'clip' | 'none';
/** What the last button does, where there is one. */
export type PlaybackOtherAct = 'previous' | 'retry';
type PlaybackCard = PictureCard<PlaybackAct>;
export type PlaybackView = PictureView<PlaybackAct>;

export interface PlaybackViewSetting {
  readonly words: Pick<Dictionary, 'playback' | 'watching' | 'errors'>;
  /** Words for an instant by the phone's clock, such as 今天 14:05. */
  readonly moment: (at: number) => string;
  /** Words for an instant of the past by the store's clocks, such as 13:37:20. */
  readonly time: (at: number) => string;
  /** Words for a day `YYYY-MM-DD`. */
  readonly day: (day: string) => string;
  /** Epoch ms in the past at which the cursor stands. */
  readonly position: number;
  /** Whether a clip is being chosen. */
  readonly clipping: boolean;
  /** Whether this person may watch the camera as it is now, too. */
  readonly live: boolean;
}

/** The words and the cover for a state. Every state has them. */
export function describePlayback(state: PlaybackState, setting: PlaybackViewSetting): PlaybackView {
  const { badges, steps } = setting.words.playback;
  const { phase } = state;
  const late = (step: string) => (state.slow ? step : '');
  const busy = (badge: string, step: string): PlaybackView => ({
    badge,
    tone: 'busy',
    cover: 'busy',
    step,
    card: null,
  });
  const still = (badge: string, card: PlaybackCard): PlaybackView => told(badge, 'still', card);
  const trouble = (badge: string, card: PlaybackCard): PlaybackView => told(badge, 'trouble', card);
  switch (phase.kind) {
    case 'idle':
      return { badge: badges.idle, tone: 'still', cover: 'veil', step: '', card: null };
    case 'loading':
    case 'opening':
    case 'connecting':
      return busy(badges[phase.kind], late(steps[phase.kind]));
    case 'playing':
      return { badge: badges.playing, tone: 'live', cover: 'clear', step: '', card: null };
    case 'buffering': {
      const cause = phase.cause === 'loading' ? 'buffering' : phase.cause;
      return busy(badges[cause], steps[cause]);
    }
    case 'paused':
      return { badge: badges.paused, tone: 'still', cover: 'clear', step: '', card: null };
    case 'recovering': {
      const why = causeWords(phase.cause, setting);
      return busy(badges.recovering, fill(steps.recovering, { why, n: Math.max(1, state.failures) }));
    }
    case 'empty':
      return still(badges.empty, emptyCard(phase, setting));
    case 'gap':
      return still(badges.gap, gapCard(phase, setting));
    case 'caught-up':
      return still(badges['caught-up'], caughtUpCard(setting));
    case 'clips-only':
      return still(badges['clips-only'], clipsOnlyCard(setting));
    case 'suspended':
      return still(badges.suspended, suspendedCard(setting));
    case 'waiting':
      return trouble(badges.waiting, waitCard(phase, setting));
    case 'failed':
      return trouble(badges.failed, failureCard(phase, setting));
  }
}

/** What the last button of a card does; a gap leads back, the newest recording is looked for again. */
export function otherActOf({ phase }: PlaybackState): PlaybackOtherAct {
  return phase.kind === 'gap' ? 'previous' : 'retry';
}

function told(badge: string, tone: 'still' | 'trouble', card: PlaybackCard): PlaybackView {
  return { badge, tone, cover: 'card', step: '', card };
}

const QUIET = { since: '', other: '', requestId: '' } as const;

function emptyCard({ day }: PhaseOf<'empty'>, { words, ...setting }: PlaybackViewSetting): PlaybackCard {
  const { title, detail, action } = words.playback.empty;
  return { ...QUIET, title: fill(title, { day: setting.day(day) }), detail, act: 'days', action };
}

function gapCard({ previous, next }: PhaseOf<'gap'>, { words, time, position }: PlaybackViewSetting): PlaybackCard {
  const { gap, empty } = words.playback;
  const title = fill(gap.title, { time: time(position) });
  const detail = fill(gap[sidesOf(previous, next)], {
    previous: previous === null ? '' : time(previous.to),
    next: next === null ? '' : time(next.from),
  });
  if (next !== null) {
    const other = previous === null ? '' : gap.toPrevious;
    return { ...QUIET, title, detail, act: 'next', action: gap.toNext, other };
  }
  if (previous !== null) return { ...QUIET, title, detail, act: 'previous', action: gap.toPrevious };
  return { ...QUIET, title, detail, act: 'days', action: empty.action };
}

function sidesOf(previous: Segment | null, next: Segment | null): 'both' | 'previous' | 'next' | 'neither' {
  if (previous !== null) return next === null ? 'previous' : 'both';
  return next === null ? 'neither' : 'next';
}

function caughtUpCard({ words: { playback }, live }: PlaybackViewSetting): PlaybackCard {
  if (!live) return { ...QUIET, ...playback.caughtUp, act: 'retry', action: playback.lookAgain };
  return { ...QUIET, ...playback.caughtUp, act: 'live', action: playback.live, other: playback.lookAgain };
}

function clipsOnlyCard({ words: { playback }, clipping }: PlaybackViewSetting): PlaybackCard {
  const { title, detail, action } = playback.clipsOnly;
  return { ...QUIET, title, detail, ...(clipping ? { act: 'none', action: '' } : { act: 'clip', action }) };
}

function suspendedCard({ words: { playback } }: PlaybackViewSetting): PlaybackCard {
  return { ...QUIET, ...playback.suspended, act: 'retry', action: playback.resume };
}

function waitCard(phase: PhaseOf<'waiting'>, { words: { playback }, moment }: PlaybackViewSetting): PlaybackCard {
  const { title, detail } = playback.waits[phase.cause];
  const when = phase.until === null ? '' : moment(phase.until);
  const card = { ...QUIET, title, detail: fill(detail, { when }) };
  // Without a network asking again cannot help; a cloud that asked for patience may have an answer sooner.
  if (phase.cause === 'network') return { ...card, act: 'none', action: '' };
  return { ...card, act: 'retry', action: playback.retry };
}

function failureCard(phase: PhaseOf<'failed'>, setting: PlaybackViewSetting): PlaybackCard {
  const { playback, watching } = setting.words;
  const { reason, cause, requestId } = phase;
  const { title, detail } = hasOwnWords(reason, playback.failures)
    ? playback.failures[reason]
    : watching.failures[reason];
  const why = cause === null ? '' : causeWords(cause, setting);
  const act = LEADING_BACK.has(reason) ? 'back' : 'retry';
  return {
    title,
    detail: fill(detail, { why }),
    since: sinceWords(phase, setting),
    act,
    action: act === 'back' ? playback.back : playback.retry,
    other: '',
    requestId,
  };
}

function hasOwnWords<T extends object>(reason: FailReason, own: T): reason is FailReason & keyof T {
  return reason in own;
}

function sinceWords({ reason, lastSeenAt }: PhaseOf<'failed'>, { words, moment }: PlaybackViewSetting): string {
  if (reason !== 'offline' || lastSeenAt === null) return '';
  return fill(words.watching.lastSeen, { when: moment(lastSeenAt) });
}
