import type { Dictionary } from '../i18n/index';
import type { CallFailed } from '../utils/call-failed';
import { fill } from '../utils/fill';
import type { EntryState } from './entry-store';
import { isInBy, isOpenAgain, type Invitation, type SharedEntry } from './entry-ways';
import { roleWords } from './identity';
import type { WaitPhase } from './waiting';

/** What the button of a card does. */
export type EntryAct = 'retry' | 'leave' | 'read';

/** One line of what a code stands for. */
export interface EntryRow {
  readonly label: string;
  readonly value: string;
}

/** What fills the page of a code. */
export type EntryScreen =
  | { readonly kind: 'blank' }
  | { readonly kind: 'waiting'; readonly line: string }
  | {
      readonly kind: 'card';
      readonly icon: string;
      readonly title: string;
      readonly detail: string;
      readonly act: EntryAct;
      readonly action: string;
      readonly note: string;
    }
  | {
      readonly kind: 'form';
      readonly title: string;
      readonly rows: readonly EntryRow[];
      readonly nameHint: string;
      readonly action: string;
      readonly sending: boolean;
      /** Why it did not work; empty while it has. */
      readonly problem: string;
    };

export interface EntrySetting {
  readonly words: Dictionary;
  readonly phase: WaitPhase;
  /** Words for an instant, such as 今天 14:05. */
  readonly moment: (at: number) => string;
}

/** The words for a state. Every state has them, and a way on. */
export function describeEntry(state: EntryState, setting: EntrySetting): EntryScreen {
  const { entry } = setting.words;
  switch (state.kind) {
    case 'idle':
    case 'leaving':
      return { kind: 'blank' };
    case 'looking':
      return waitingScreen(setting);
    case 'foreign':
      return { kind: 'card', icon: 'scan', ...cardOf(entry.foreign), act: 'leave', action: entry.toStores, note: '' };
    case 'unread': {
      const { action } = entry.unread;
      return { kind: 'card', icon: 'shield-o', ...cardOf(entry.unread), act: 'read', action, note: '' };
    }
    case 'failed':
      return failureScreen(state.failure, setting);
    case 'found':
      return foundScreen(state, setting);
  }
}

interface Told {
  readonly title: string;
  readonly next: string;
}

const cardOf = ({ title, next }: Told) => ({ title, detail: next });

function waitingScreen({ phase, words: { entry } }: EntrySetting): EntryScreen {
  if (phase === 'none' || phase === 'blank') return { kind: 'blank' };
  return { kind: 'waiting', line: phase === 'slow' ? entry.slow : entry.looking };
}

/** What cannot be found and what may not be seen look the same. */
function failureScreen({ code, requestId, retryAt }: CallFailed, { words, moment }: EntrySetting): EntryScreen {
  const { entry, errors, common } = words;
  const leave = { act: 'leave', action: entry.toStores, note: '' } as const;
  if (code === 'not-found') return { kind: 'card', icon: 'scan', ...cardOf(entry.unknown), ...leave };
  const { title, next } = errors[code];
  if (code === 'outside-hours') {
    const detail = retryAt === null ? next : fill(entry.opensAt, { when: moment(retryAt) });
    return { kind: 'card', icon: 'clock-o', title, detail, ...leave };
  }
  const note = requestId === '' ? '' : fill(common.requestId, { id: requestId });
  return { kind: 'card', icon: 'warning-o', title, detail: next, act: 'retry', action: common.retry, note };
}

function foundScreen(state: Extract<EntryState, { kind: 'found' }>, setting: EntrySetting): EntryScreen {
  const { words } = setting;
  const { entry: found, sending, problem } = state;
  const { entry } = words;
  if (isInBy(found)) {
    const told = found.state === 'open' ? entry.already.held : entry.already.joined;
    return { kind: 'card', icon: 'passed', ...cardOf(told), act: 'leave', action: entry.goToStores, note: '' };
  }
  const usable = found.state === 'open' || (found.kind === 'share' && isOpenAgain(found));
  if (!usable) {
    const told = entry.ended[found.kind][found.state];
    return { kind: 'card', icon: 'info-o', ...cardOf(told), act: 'leave', action: entry.toStores, note: '' };
  }
  const own = found.kind === 'invite' ? invitationForm(found, setting) : shareForm(found, setting);
  return { kind: 'form', ...own, sending, problem: problem === null ? '' : problemWords(problem, words) };
}

function invitationForm({ role, stores, by, expiresAt }: Invitation, { words, moment }: EntrySetting) {
  const { entry, common } = words;
  const { labels } = entry;
  const names = stores.length === 0 ? entry.everyStore : stores.join(common.listComma);
  const rows = [
    { label: labels.role, value: roleWords(role, words.me) },
    { label: labels.stores, value: names },
    { label: labels.by, value: by || entry.unnamed },
    { label: labels.until, value: moment(expiresAt) },
  ];
  return { title: entry.invitation, rows, nameHint: entry.nameHint, action: entry.join };
}

function shareForm({ view, cameras, by, until }: SharedEntry, { words: { entry }, moment }: EntrySetting) {
  const { labels } = entry;
  const rows = [
    { label: labels.by, value: by || entry.unnamed },
    { label: labels.cameras, value: fill(entry.cameras, { n: cameras }) },
    { label: labels.until, value: moment(until) },
  ];
  return { title: entry.shared[view], rows, nameHint: entry.watermarkHint, action: entry.open };
}

function problemWords({ code }: CallFailed, { entry, errors, common }: Dictionary): string {
  if (code === 'conflict') return entry.noticeChanged;
  if (code === 'not-found') return `${entry.unknown.title}${common.listComma}${entry.unknown.next}`;
  return `${errors[code].title}${common.listComma}${errors[code].next}`;
}
