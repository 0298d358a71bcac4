import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import { wasUnanswered } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { MOST_CHOICES, type MostChoice, type ShareDraft } from './share-draft';
import { pickableDays, UNTIL_CHOICES, type UntilChoice } from './share-until';
import { endWords, type ShareSetting } from './share-words';

interface Deps {
  readonly draft: ShareDraft;
  readonly setting: () => ShareSetting;
}

/** One of a row of choices of which one holds. */
export interface Choice {
  readonly key: string;
  readonly label: string;
}

/** A camera of the share. `remove`: what the button that takes it out reads to those who listen; empty for none. */
export interface CameraRow {
  readonly id: ChannelId;
  readonly name: string;
  readonly storeName: string;
  readonly remove: string;
}

/** What is chosen of a share before it is made, in words. */
export class ShareForm {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  get cameras(): readonly CameraRow[] {
    const { removeCamera } = this.words;
    return this.deps.draft.cameras.map(({ id, name, storeName }, index) => ({
      id,
      name,
      storeName,
      remove: index === 0 ? '' : fill(removeCamera, { name: `${name} ${storeName}` }),
    }));
  }

  get camerasHint(): string {
    return fill(this.words.camerasHint, { n: this.deps.draft.cameras.length });
  }

  /** What the button that closes the list of cameras reads. */
  get pickDone(): string {
    return fill(this.words.pickDone, { n: this.deps.draft.cameras.length });
  }

  get untils(): readonly Choice[] {
    const offered = UNTIL_CHOICES.filter((key) => key === 'picked' || this.deps.draft.problemOf(key) === null);
    return offered.map((key) => ({ key, label: this.words.untils[key] }));
  }

  /** When it ends. */
  get untilLine(): string {
    const { draft } = this.deps;
    const problem = draft.problemOf(draft.choice);
    if (problem !== null) return '';
    return fill(this.words.endsAt, { when: endWords(draft.endOf(draft.choice), this.deps.setting()) });
  }

  /** Why it cannot end then; empty when it can. */
  get untilProblem(): string {
    const { draft } = this.deps;
    const problem = draft.problemOf(draft.choice);
    return problem === null ? '' : this.words.problems[problem];
  }

  get days(): { readonly first: string; readonly last: string } {
    return pickableDays(this.deps.setting());
  }

  get mosts(): readonly Choice[] {
    return MOST_CHOICES.map((key) => ({ key: String(key), label: this.words.mosts[key] }));
  }

  get watermarkLine(): string {
    return this.deps.draft.watermark ? this.words.watermarkHint : this.words.watermarkOff;
  }

  get sending(): boolean {
    return this.deps.draft.stage.kind === 'sending';
  }

  /** Whether it can be made as it is. */
  get ready(): boolean {
    return !this.sending && this.untilProblem === '';
  }

  /** Why it was not made; empty when nothing failed. */
  get refusal(): string {
    const { words } = this.deps.setting();
    const { stage } = this.deps.draft;
    if (stage.kind !== 'refused') return '';
    const { code } = stage.failure;
    const { title: why, next } = words.errors[code];
    return fill(wasUnanswered(code) ? words.share.doubtful : words.share.refused, { why, next });
  }

  chooseUntil(key: string): void {
    const choice = UNTIL_CHOICES.find((each) => each === key);
    if (choice !== undefined) this.deps.draft.chooseUntil(choice satisfies UntilChoice);
  }

  chooseMost(key: string): void {
    const most = MOST_CHOICES.find((each) => String(each) === key);
    if (most !== undefined) this.deps.draft.chooseMost(most satisfies MostChoice);
  }

  private get words(): Dictionary['share'] {
    return this.deps.setting().words.share;
  }
}
