import type { Phrase } from '../../../typings/contract/control';
import type { Dictionary } from '../i18n/index';
import { wasUnanswered } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { PhraseResult, PhrasesStore } from './phrases-store';
import { referenceWords, refusalWords } from './talk-words';

/** One ready message in words. */
export interface PhraseRow {
  readonly id: string;
  readonly name: string;
  /** How long it is and whose, or what is going on with it, or how the last wish for it ended. */
  readonly note: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly listening: boolean;
  readonly listen: string;
  readonly listenLabel: string;
  readonly playLabel: string;
}

type Shown = Pick<PhrasesStore, 'stage' | 'phrases' | 'listening' | 'playing' | 'result' | 'waiting'>;
type Note = Pick<PhraseRow, 'note' | 'tone'>;

export function phraseRows(shown: Shown, words: Dictionary): readonly PhraseRow[] {
  const { talk } = words;
  return shown.phrases.map((phrase) => {
    const { id, name } = phrase;
    const here = shown.listening?.id === id ? shown.listening : null;
    const loading = here?.stage === 'loading' ? talk.listenLoading : talk.listenStop;
    return {
      id,
      name,
      ...noteOf(phrase, shown, words),
      listening: here !== null,
      listen: here === null ? talk.listen : loading,
      listenLabel: fill(here === null ? talk.listenTo : talk.stopListening, { name }),
      playLabel: fill(talk.playAt, { name }),
    };
  });
}

/** One line above the list, about all of it. */
export function phraseLine({ stage, phrases, waiting }: Shown, words: Dictionary): string {
  const { talk } = words;
  switch (stage.kind) {
    case 'none':
      return '';
    case 'reading':
      if (waiting.phase === 'skeleton') return talk.phrasesReading;
      return waiting.phase === 'slow' ? talk.phrasesSlow : '';
    case 'unread': {
      const { title: why, next } = refusalWords(stage.code, words);
      return [fill(talk.phrasesUnread, { why, next }), referenceWords(stage, words)].join(' ').trim();
    }
    case 'ready':
      return phrases.length === 0 ? talk.phrasesEmpty : '';
  }
}

function noteOf(phrase: Phrase, { playing, result, waiting }: Shown, words: Dictionary): Note {
  const { talk } = words;
  if (playing === phrase.id) {
    return { note: waiting.phase === 'slow' ? talk.phraseSlow : talk.phrasePlaying, tone: 'plain' };
  }
  if (result?.id === phrase.id) return resultNote(result, words);
  return { note: lengthWords(phrase, talk), tone: 'plain' };
}

function resultNote(result: PhraseResult, words: Dictionary): Note {
  const { talk, errors } = words;
  switch (result.kind) {
    case 'played':
      return { note: talk.phrasePlayed, tone: 'good' };
    case 'unheard':
      return { note: talk.phraseUnheard, tone: 'bad' };
    case 'failed': {
      if (wasUnanswered(result.code)) {
        const doubt = fill(talk.phraseDoubtful, { why: errors[result.code].title });
        return { note: [doubt, referenceWords(result, words)].join(' ').trim(), tone: 'bad' };
      }
      if (result.code === 'conflict') return { note: talk.phraseUnsure, tone: 'bad' };
      const { title: why, next } = refusalWords(result.code, words);
      const note = [fill(talk.phraseFailed, { why, next }), referenceWords(result, words)].join(' ').trim();
      return { note, tone: 'bad' };
    }
  }
}

function lengthWords({ durationMs, place }: Phrase, { phraseNote, places, seconds }: Dictionary['talk']): string {
  if (durationMs === null) return places[place];
  const length = fill(seconds, { n: Math.max(1, Math.round(durationMs / 1_000)) });
  return fill(phraseNote, { length, place: places[place] });
}
