import type { Phrase } from '../../../typings/contract/control';
import type { Dictionary } from '../../i18n/index';
import { fill } from '../../utils/fill';
import type { PhraseResult, PhrasesStore } from './phrases-store';
import { refusalWords } from './talk-words';

/** One ready message in words. */
export interface PhraseRow {
  readonly id: string;
  readonly name: string;
  /** How long it is and whose. */
  readonly note: string;
  readonly listening: boolean;
  readonly listen: string;
  readonly listenLabel: string;
  readonly playing: boolean;
  readonly playLabel: string;
}

type Shown = Pick<PhrasesStore, 'stage' | 'phrases' | 'listening' | 'playing' | 'result' | 'waiting'>;

export function phraseRows({ phrases, listening, playing }: Shown, { talk }: Dictionary): readonly PhraseRow[] {
  return phrases.map((phrase) => {
    const { id, name } = phrase;
    const here = listening?.id === id ? listening : null;
    const loading = here?.stage === 'loading' ? talk.listenLoading : talk.listenStop;
    return {
      id,
      name,
      note: noteOf(phrase, talk),
      listening: here !== null,
      listen: here === null ? talk.listen : loading,
      listenLabel: fill(here === null ? talk.listenTo : talk.stopListening, { name }),
      playing: playing === id,
      playLabel: fill(talk.playAt, { name }),
    };
  });
}

/** One line under the list: what is going on, or how the last wish ended. */
export function phraseLine(shown: Shown, words: Dictionary): string {
  const { stage, phrases, playing, result, waiting } = shown;
  const { talk } = words;
  const nameOf = (id: string) => phrases.find((phrase) => phrase.id === id)?.name ?? '';
  if (stage.kind === 'unread') {
    const { title: why, next } = refusalWords(stage, words);
    return fill(talk.phrasesUnread, { why, next });
  }
  if (stage.kind === 'reading') {
    if (waiting.phase === 'skeleton') return talk.phrasesReading;
    return waiting.phase === 'slow' ? talk.phrasesSlow : '';
  }
  if (playing !== null) {
    return waiting.phase === 'slow' ? talk.phraseSlow : fill(talk.phrasePlaying, { name: nameOf(playing) });
  }
  if (result !== null) return resultWords(result, nameOf(result.id), words);
  return stage.kind === 'ready' && phrases.length === 0 ? talk.phrasesEmpty : '';
}

function resultWords(result: PhraseResult, name: string, words: Dictionary): string {
  const { talk } = words;
  switch (result.kind) {
    case 'played':
      return fill(talk.phrasePlayed, { name });
    case 'unheard':
      return fill(talk.phraseUnheard, { name });
    case 'failed': {
      if (result.code === 'timeout') return fill(talk.phraseDoubtful, { name });
      const { title: why, next } = refusalWords(result, words);
      return fill(talk.phraseFailed, { name, why, next });
    }
  }
}

function noteOf({ durationMs, place }: Phrase, { phraseNote, places, seconds }: Dictionary['talk']): string {
  if (durationMs === null) return places[place];
  const length = fill(seconds, { n: Math.max(1, Math.round(durationMs / 1_000)) });
  return fill(phraseNote, { length, place: places[place] });
}
