import type { Dictionary } from '../../i18n/index';
import type { BreakCause } from './policy';

interface CauseSetting {
  readonly words: Pick<Dictionary, 'watching' | 'errors'>;
}

/** Why a picture broke off; the cloud's reasons have words of their own. */
export function causeWords(cause: BreakCause, { words }: CauseSetting): string {
  const { causes } = words.watching;
  return isOwnCause(cause, causes) ? causes[cause] : words.errors[cause].title;
}

function isOwnCause(cause: BreakCause, causes: Dictionary['watching']['causes']): cause is keyof typeof causes {
  return cause in causes;
}
