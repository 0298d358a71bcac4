import { makeAutoObservable } from 'mobx-miniprogram';

import type { NoticeKind } from '../../../typings/contract/health';
import type { Hours } from '../../../typings/contract/people';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { hoursWords, minuteOf, timeOf } from '../../stores/person-words';
import { staleLine } from '../../stores/stale-line';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { KINDS, type NoticesStore } from './notices-store';

interface Deps {
  readonly notices: NoticesStore;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One kind of notice in words. */
export interface KindRow {
  readonly key: NoticeKind;
  readonly title: string;
  readonly detail: string;
  readonly left: string;
  /** Whether none can be sent any more. */
  readonly isNone: boolean;
  readonly label: string;
}

/** What came of asking WeChat. */
export interface OutcomeView {
  readonly lines: readonly { readonly key: string; readonly text: string; readonly bad: boolean }[];
  /** What leads to WeChat's settings; empty where they would change nothing. */
  readonly settings: string;
}

/** The quiet hours, to be changed. */
export interface QuietView {
  readonly on: boolean;
  /** As a time picker takes it, and as it reads. */
  readonly from: string;
  readonly fromWords: string;
  readonly fromLabel: string;
  readonly to: string;
  readonly toWords: string;
  readonly toLabel: string;
  readonly line: string;
  readonly bad: boolean;
  /** What the button that saves reads; empty where there is nothing to save. */
  readonly saveWords: string;
  readonly savable: boolean;
}

/** From ten in the evening to seven: what most want when they want any. */
const USUAL: Hours = { from: 22 * 60, to: 7 * 60 };
const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What the page of notices shows, in words. */
export class NoticesPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { state, failure, wait } = this.deps.notices;
    const words = this.deps.words();
    const { faults, back: button, absent } = words.notices;
    if (state === null && failure !== null) {
      const { code } = failure;
      if (code === 'permission-denied' || code === 'not-found')
        return cardScreen('back', { ...faultWords(failure, words, faults), button });
      return failureScreen('refresh', failure, { words, faults });
    }
    if (state === null) return waitScreen(wait);
    return state.templates === null ? cardScreen('back', { ...absent, button }) : CONTENT;
  }

  /** Says that what is shown is of before; empty when it is not. */
  get stale(): string {
    const { notices, clock } = this.deps;
    if (notices.state === null) return '';
    return staleLine(notices, { words: this.deps.words(), faults: this.words.faults, now: clock.now() });
  }

  /** What one is told of, and after how long. */
  get intro(): string {
    const { state } = this.deps.notices;
    return state === null ? '' : fill(this.words.intro, { time: this.timeWords(state.afterMs) });
  }

  get kinds(): readonly KindRow[] {
    const { state } = this.deps.notices;
    const { common } = this.deps.words();
    if (state === null) return [];
    return KINDS.map((key) => {
      const { title, detail } = this.words.kinds[key];
      const n = state.left[key];
      const left = n === 0 ? this.words.none : fill(this.words.left, { n });
      return { key, title, detail, left, isNone: n === 0, label: [title, detail, left].join(common.listComma) };
    });
  }

  get askWords(): string {
    const { task, state } = this.deps.notices;
    const { ask, askMore, asking, telling } = this.words;
    if (task === 'asking') return asking;
    if (task === 'telling') return telling;
    return KINDS.some((kind) => (state?.left[kind] ?? 0) === 0) ? ask : askMore;
  }

  get busy(): boolean {
    return this.deps.notices.task !== null;
  }

  /** Null before WeChat was asked. */
  get outcome(): OutcomeView | null {
    const { outcome } = this.deps.notices;
    const { words } = this;
    if (outcome === null) return null;
    if (outcome.kind === 'refused') {
      const { title, next } = words.refusals[outcome.why];
      const text = fill(words.failed, { why: title, next });
      const settings = outcome.why === 'main-switch' ? words.settings : '';
      return { lines: [{ key: outcome.why, text, bad: true }], settings };
    }
    const { answers } = outcome;
    const isRejected = KINDS.some((kind) => answers[kind] === 'reject');
    const lines = KINDS.map((kind) => ({
      key: kind,
      text: fill(words.answers[answers[kind]], { kind: words.kinds[kind].title }),
      bad: answers[kind] !== 'accept',
    }));
    const hint = isRejected ? [{ key: 'hint', text: words.rejectHint, bad: false }] : [];
    return { lines: [...lines, ...hint], settings: isRejected ? words.settings : '' };
  }

  /** That what was allowed is not noted down, and why; empty when it is. */
  get unsent(): string {
    const { problem, task } = this.deps.notices;
    if (problem === null || task === 'telling') return '';
    const words = this.deps.words();
    const { title, next } = faultWords(problem, words, words.notices.faults);
    return fill(this.words.unsent, { why: fill(this.words.failed, { why: title, next }) });
  }

  /** What tells the cloud once more; empty where that would be of no use. */
  get sendAgain(): string {
    return this.unsent !== '' && this.deps.notices.isUnsent ? this.words.sendAgain : '';
  }

  get quiet(): QuietView {
    const { quiet, isChanged, task } = this.deps.notices;
    const { people } = this.deps.words();
    const { words } = this;
    const bad = quiet !== null && quiet.from === quiet.to;
    const [from, to] = [timeOf(quiet?.from ?? USUAL.from), timeOf(quiet?.to ?? USUAL.to)];
    const span = quiet === null ? words.quietNever : fill(words.quietHint, { hours: hoursWords(quiet, people) });
    const save = isChanged ? words.save : '';
    return {
      on: quiet !== null,
      ...{ from, fromWords: fill(words.from, { time: from }), fromLabel: fill(words.fromLabel, { time: from }) },
      ...{ to, toWords: fill(words.to, { time: to }), toLabel: fill(words.toLabel, { time: to }) },
      ...{ line: bad ? words.noHours : span, bad },
      saveWords: task === 'saving' ? words.saving : save,
      savable: isChanged && !bad && task === null,
    };
  }

  /** What is asked before the page is left; empty where nothing would be lost. */
  get leaveQuestion(): string {
    return this.deps.notices.isChanged ? this.words.leave : '';
  }

  toggleQuiet(): void {
    const { notices } = this.deps;
    notices.changeQuiet(notices.quiet === null ? (notices.state?.quiet ?? USUAL) : null);
  }

  /** `time`: as a time picker answers it. */
  setQuiet(end: 'from' | 'to', time: string): void {
    const { notices } = this.deps;
    notices.changeQuiet({ ...(notices.quiet ?? USUAL), [end]: minuteOf(time) });
  }

  /** What came of it, in words; null where nothing was to be done. */
  async saveQuiet(): Promise<string | null> {
    if (!this.quiet.savable) return null;
    const outcome = await this.deps.notices.saveQuiet();
    if (outcome === 'left') return null;
    if (outcome === 'done') return this.words.saved;
    const { title: why, next } = faultWords(outcome, this.deps.words(), this.words.faults);
    return fill(this.words.failed, { why, next });
  }

  /** Of what is a minute and a bit, minutes would say too little or too much. */
  private timeWords(ms: number): string {
    const { seconds, minutes } = this.words;
    const isFine = ms < 2 * MINUTE && ms % MINUTE !== 0;
    return isFine ? fill(seconds, { n: Math.ceil(ms / SECOND) }) : fill(minutes, { n: Math.round(ms / MINUTE) });
  }

  private get words(): Dictionary['notices'] {
    return this.deps.words().notices;
  }
}
