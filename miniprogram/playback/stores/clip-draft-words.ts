import type { Dictionary } from '../i18n/index';
import { fill } from '../../utils/fill';
import type { ClipDraft } from './clip-draft';
import { failureWords, lengthWords } from './playback-words';

/** The choice of a clip, in words. */
export interface ClipWords {
  readonly span: string;
  readonly length: string;
  readonly problem: string;
  readonly sending: boolean;
  readonly ready: boolean;
}

interface Setting {
  readonly words: Dictionary;
  /** Words for an instant of the past, epoch ms. */
  readonly time: (at: number) => string;
}

/** Null while no clip is being chosen. */
export function describeDraft(draft: ClipDraft, { words, time }: Setting): ClipWords | null {
  const { span, stage, problem, parts } = draft;
  if (span === null) return null;
  const { playback } = words;
  const length = lengthWords(span.to - span.from, playback);
  const refusal = stage.kind === 'refused' ? failureWords(stage.code, words) : '';
  return {
    span: fill(playback.clipSpan, { from: time(span.from), to: time(span.to) }),
    length: fill(parts > 1 ? playback.clipParts : playback.clipLength, { length, n: parts }),
    problem: problem === null ? refusal : playback.clipProblems[problem],
    sending: stage.kind === 'sending',
    ready: problem === null && stage.kind !== 'sending',
  };
}
