import type { Dictionary } from '../i18n/index';
import type { CallFailed, FailureCode } from '../utils/call-failed';
import { fill } from '../utils/fill';
import { momentWords, type TimeSetting } from '../utils/time-words';
import type { ListState } from './cameras-store';
import type { Filter } from './device-sections';
import type { SessionState } from './session-store';
import type { WaitPhase } from './waiting';

/** What fills the page below the search bar. */
export type DeviceScreen =
  | { readonly kind: 'list' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'skeleton'; readonly slow: boolean }
  | ({ readonly kind: 'card'; readonly action: CardAction } & CardWords);

/** What the button of a card does. */
export type CardAction =
  'retry' | 'copy-code' | 'show-all' | 'clear-search' | 'scan' | 'claim' | 'connect' | 'read-notice';

interface CardWords {
  readonly icon: string;
  readonly title: string;
  readonly detail: string;
  readonly button: string;
  readonly note: string;
  /** Quieter buttons below, and what they do. */
  readonly more: readonly { readonly action: CardAction; readonly words: string }[];
}

export interface ScreenSource {
  readonly session: SessionState;
  readonly list: ListState;
  readonly partFailure: CallFailed | null;
  /** Epoch ms of what is shown; null when there is nothing to show. */
  readonly asOf: number | null;
  /** Why nobody says any more how the cameras are; null while somebody does. */
  readonly silence: FailureCode | null;
  readonly phase: WaitPhase;
  readonly stores: number;
  /** Cards there are with the present filter and search. */
  readonly cards: number;
  readonly filter: Filter;
  readonly text: string;
  readonly words: Dictionary;
  /** Asked only by what shows a time, for it passes. */
  readonly time: () => TimeSetting;
}

/** A list when there is one; else why not, in words, with the next step. */
export function screenOf(source: ScreenSource): DeviceScreen {
  const { session, list, asOf, phase, words } = source;
  if (session.kind === 'stranger') return strangerCard(session.visitorCode, words);
  if (session.kind === 'member' && !session.agreed) return noticeCard(words);
  if (session.kind === 'member' && session.closedUntil !== null) return closedCard(session.closedUntil, source);
  if (asOf !== null) {
    if (source.cards > 0) return { kind: 'list' };
    const failure = list.kind === 'failed' ? list.failure : source.partFailure;
    if (failure !== null) return failureCard(failure, words);
    const { filter, text } = source;
    if (text !== '') return noneFoundCard(text, words);
    return source.stores === 0 || filter === 'all' ? emptyCard(source) : nothingCard(filter, words);
  }
  if (list.kind === 'failed') return failureCard(list.failure, words);
  if (phase === 'none' || phase === 'blank') return { kind: 'blank' };
  return { kind: 'skeleton', slow: phase === 'slow' };
}

/** A line above the list that says why it is not of this moment; empty when it is, or when a card says it already. */
export function noticeOf(source: ScreenSource): string {
  const { list, asOf, silence, words, partFailure, time } = source;
  if (screenOf(source).kind === 'card') return '';
  const why = list.kind === 'failed' ? list.failure.code : silence;
  if (asOf !== null && why !== null) {
    const when = momentWords(asOf, time());
    if (why === 'no-network') return fill(words.devices.savedCopy, { when });
    return fill(words.devices.refreshFailed, { what: words.errors[why].title, when });
  }
  return partFailure === null ? '' : `${words.devices.moreFailed} · ${words.errors[partFailure.code].next}`;
}

function strangerCard(code: string, { devices }: Dictionary): DeviceScreen {
  return {
    kind: 'card',
    action: 'scan',
    icon: 'user-o',
    title: devices.strangerTitle,
    detail: fill(devices.strangerNext, { code }),
    button: devices.scan,
    note: '',
    more: [
      { action: 'copy-code', words: devices.copyCode },
      { action: 'claim', words: devices.claim },
    ],
  };
}

/** Whoever agreed to another notice sees this one before anything else. */
function noticeCard({ devices }: Dictionary): DeviceScreen {
  const { noticeTitle: title, noticeNext: detail, readNotice: button } = devices;
  return { kind: 'card', action: 'read-notice', icon: 'shield-o', title, detail, button, note: '', more: [] };
}

function closedCard(until: number, { words, time }: ScreenSource): DeviceScreen {
  const { devices, errors } = words;
  return {
    kind: 'card',
    action: 'retry',
    icon: 'clock-o',
    title: errors['outside-hours'].title,
    detail: fill(devices.closedUntil, { when: momentWords(until, time()) }),
    button: devices.refresh,
    note: '',
    more: [],
  };
}

function failureCard({ code, requestId }: CallFailed, { common, errors }: Dictionary): DeviceScreen {
  return {
    kind: 'card',
    action: 'retry',
    icon: code === 'no-network' || code === 'timeout' ? 'warning-o' : 'info-o',
    title: errors[code].title,
    detail: errors[code].next,
    button: common.retry,
    note: requestId === '' ? '' : fill(common.requestId, { id: requestId }),
    more: [],
  };
}

/** Nobody connects cameras for an owner. */
function emptyCard({ session, words: { devices } }: ScreenSource): DeviceScreen {
  const { emptyTitle: title, emptyNext, emptyOwnNext, connect, refresh } = devices;
  const card = { kind: 'card', icon: 'shop-o', title, note: '' } as const;
  return session.kind === 'member' && session.role === 'owner'
    ? { ...card, action: 'connect', detail: emptyOwnNext, button: connect, more: [{ action: 'retry', words: refresh }] }
    : { ...card, action: 'retry', detail: emptyNext, button: refresh, more: [] };
}

function noneFoundCard(query: string, { devices }: Dictionary): DeviceScreen {
  const title = fill(devices.noneFound, { query });
  const { noneFoundNext: detail, clearSearch: button } = devices;
  return { kind: 'card', action: 'clear-search', icon: 'search', title, detail, button, note: '', more: [] };
}

function nothingCard(filter: Exclude<Filter, 'all'>, { devices }: Dictionary): DeviceScreen {
  const [title, detail] = nothingWords(filter, devices);
  const { showAll: button } = devices;
  return { kind: 'card', action: 'show-all', icon: 'video-o', title, detail, button, note: '', more: [] };
}

function nothingWords(filter: Exclude<Filter, 'all'>, devices: Dictionary['devices']): readonly [string, string] {
  switch (filter) {
    case 'online':
      return [devices.noneOnline, devices.noneOnlineNext];
    case 'offline':
      return [devices.noneOffline, devices.noneOfflineNext];
    case 'favourites':
      return [devices.noneFavourite, devices.noneFavouriteNext];
  }
}
