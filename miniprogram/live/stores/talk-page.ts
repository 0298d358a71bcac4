import type { Dictionary } from '../i18n/index';
import { phraseLine, phraseRows, type PhraseRow } from './phrase-words';
import type { PhrasesStore } from './phrases-store';
import type { TalkStore } from './talk-store';
import { describeTalk, type TalkView } from './talk-words';

interface Deps {
  readonly talk: TalkStore;
  readonly phrases: PhrasesStore;
  readonly words: () => Dictionary;
}

/** What the panel shows of speaking through the camera, in words. */
export class TalkPage {
  constructor(private readonly deps: Deps) {}

  get view(): TalkView {
    const { talk, words } = this.deps;
    return describeTalk(talk.state, { words: words(), byTap: talk.byTap });
  }

  /** Percent of the meter. */
  get level(): number {
    const { phase } = this.deps.talk.state;
    return phase.kind === 'recording' ? Math.round(phase.level * 100) : 0;
  }

  get phraseRows(): readonly PhraseRow[] {
    return phraseRows(this.deps.phrases, this.deps.words());
  }

  get phraseLine(): string {
    return phraseLine(this.deps.phrases, this.deps.words());
  }

  /** What the button under a list that could not be read says; empty otherwise. */
  get phrasesAgain(): string {
    return this.deps.phrases.stage.kind === 'unread' ? this.deps.words().common.retry : '';
  }
}
