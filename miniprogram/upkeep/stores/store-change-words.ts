import { faultWords, type Faults } from '../../stores/page-screen';
import { wasUnanswered } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { Outcome } from './store-editor';

/** What is said of a change that is over. */
export interface Told {
  readonly text: string;
  /** Whether it came through. */
  readonly done: boolean;
}

interface Setting {
  readonly words: Dictionary;
  /** Failures that mean something of their own here. */
  readonly faults: Faults;
}

/** What ended a change of a store or its cameras, in words, `done` if it came through; null where nobody looks any more. */
export function storeChangeWords(outcome: Outcome, done: string, { words, faults }: Setting): Told | null {
  if (outcome === 'left') return null;
  if (outcome === 'done') return { text: done, done: true };
  const { title: why, next } = faultWords(outcome, words, faults);
  const template = wasUnanswered(outcome.code) ? words.store.doubtful : words.store.failed;
  return { text: fill(template, { why, next }), done: false };
}
