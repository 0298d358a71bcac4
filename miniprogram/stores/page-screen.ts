import type { Dictionary } from '../i18n/index';
import type { CallFailed } from '../utils/call-failed';
import type { FailureWords } from '../utils/failure-words';
import { fill } from '../utils/fill';
import type { WaitPhase } from './waiting';

/** What fills a page. `act`: what the card's button does. */
export type PageScreen<Act extends string> =
  | { readonly kind: 'content' | 'blank' }
  | { readonly kind: 'skeleton'; readonly slow: boolean }
  | {
      readonly kind: 'card';
      readonly act: Act;
      readonly title: string;
      readonly detail: string;
      readonly button: string;
      readonly note: string;
    };

export const CONTENT = { kind: 'content' } as const;

export function waitScreen(wait: WaitPhase): PageScreen<never> {
  return wait === 'none' || wait === 'blank' ? { kind: 'blank' } : { kind: 'skeleton', slow: wait === 'slow' };
}

export function cardScreen<Act extends string>(
  act: Act,
  { title, next, button }: FailureWords & { readonly button: string },
): PageScreen<Act> {
  return { kind: 'card', act, title, detail: next, button, note: '' };
}

/** Words for a failure; those of a section go before the general ones, which speak of cameras. */
export type Faults = Partial<Dictionary['errors']>;

export function faultWords({ code }: Pick<CallFailed, 'code'>, { errors }: Dictionary, faults: Faults): FailureWords {
  return faults[code] ?? errors[code];
}

export function failureScreen<Act extends string>(
  act: Act,
  failure: CallFailed,
  { words, faults }: { readonly words: Dictionary; readonly faults: Faults },
): PageScreen<Act> {
  const { title, next: detail } = faultWords(failure, words, faults);
  const note = failure.requestId === '' ? '' : fill(words.common.requestId, { id: failure.requestId });
  return { kind: 'card', act, title, detail, button: words.common.retry, note };
}
