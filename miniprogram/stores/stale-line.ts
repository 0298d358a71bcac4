import type { Dictionary } from '../i18n/index';
import type { CallFailed } from '../utils/call-failed';
import { fill } from '../utils/fill';
import { momentWords, phoneZone } from '../utils/time-words';
import { faultWords, type Faults } from './page-screen';

/** A list that was read before, and why it could not be read anew. */
export interface Aged {
  readonly failure: CallFailed | null;
  /** Epoch ms at which the cloud told it. */
  readonly asOf: number;
}

interface Setting {
  readonly words: Dictionary;
  readonly faults: Faults;
  /** Epoch ms. */
  readonly now: number;
}

/** Says of a list that is shown why it is not of now, and from when it is; empty where it is of now. */
export function staleLine({ failure, asOf }: Aged, { words, faults, now }: Setting): string {
  if (failure === null) return '';
  const when = momentWords(asOf, { words: words.common, now, zone: phoneZone });
  return fill(words.common.stale, { what: faultWords(failure, words, faults).title, when });
}
