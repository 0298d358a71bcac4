import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Added } from '../../../typings/contract/upkeep';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import { StoreChoice, type StoreRow } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import type { FailureWords } from '../../utils/failure-words';
import { fill } from '../../utils/fill';
import { trimName } from '../../utils/names';
import type { Dictionary } from '../i18n/index';
import type { CameraAdder, CameraField } from './camera-adder';

interface Deps {
  readonly adder: CameraAdder;
  readonly session: Pick<SessionStore, 'role' | 'start'>;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One field of the form. */
export interface AddField {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly problem: string;
}

/** What came of it, in words, and what can be done next. */
export interface Outcome {
  readonly title: string;
  readonly next: string;
  readonly note: string;
  readonly action: OutcomeAct;
  readonly button: string;
  /** Null where there is nothing else to do. */
  readonly second: OutcomeAct | null;
  readonly secondButton: string;
}

export type OutcomeAct = 'watch' | 'another' | 'correct' | 'retry';
type AddAct = 'refresh' | 'account' | 'store' | 'back';

/** What the page that adds a camera shows, in words. */
export class AddPage {
  /** Whether the store is being chosen. */
  choosing = false;
  readonly choice: StoreChoice;

  constructor(private readonly deps: Deps) {
    const options = () => (deps.adder.stores ?? []).map(({ id, name }) => ({ id, name, why: '' }));
    this.choice = new StoreChoice({ clock: deps.clock, options, chosen: () => [] });
    makeAutoObservable<this, 'deps'>(this, { deps: false, choice: false }, { autoBind: true });
  }

  async open(storeId: StoreId | null, label: string): Promise<void> {
    this.choosing = false;
    const { adder, session } = this.deps;
    await Promise.all([adder.open(storeId, label), session.role === null ? session.start() : null]);
  }

  get screen(): PageScreen<AddAct> {
    const { accounts, stores, failure, wait } = this.deps.adder;
    const { words } = this;
    if (failure !== null) return failureScreen('refresh', failure, { words: this.deps.words(), faults: {} });
    if (accounts === null || stores === null) return waitScreen(wait);
    if (stores.length === 0)
      return this.isOwner ? cardScreen('store', words.noStores) : cardScreen('back', words.notManaging);
    if (accounts.length > 0) return CONTENT;
    return this.isOwner ? cardScreen('account', words.noAccounts) : cardScreen('back', words.askOwner);
  }

  get fields(): Readonly<Record<CameraField, AddField>> {
    const { account, store, draft, adding } = this.deps.adder;
    return {
      account: this.fieldOf('account', account?.name ?? ''),
      store: this.fieldOf('store', store?.name ?? ''),
      serial: this.fieldOf('serial', draft.serial),
      code: { ...this.fieldOf('code', draft.code), ...(adding === 'serial' && this.words.registration) },
      name: this.fieldOf('name', draft.name),
    };
  }

  get accountNames(): readonly string[] {
    return (this.deps.adder.accounts ?? []).map(({ name }) => name);
  }

  get accountIndex(): number {
    return Math.max(0, this.deps.adder.accounts?.findIndex(({ id }) => id === this.deps.adder.draft.account) ?? 0);
  }

  /** As the label says; empty when it was typed. */
  get model(): string {
    const { model } = this.deps.adder;
    return model === '' ? '' : fill(this.words.model, { model });
  }

  get sending(): boolean {
    return this.deps.adder.stage.kind === 'sending';
  }

  get stores(): readonly StoreRow[] {
    return this.choice.rows;
  }

  get moreStores(): string {
    return this.choice.hidden === 0 ? '' : fill(this.words.moreStores, { n: this.choice.hidden });
  }

  /** Null until there is one. */
  get outcome(): Outcome | null {
    const { stage } = this.deps.adder;
    const { words } = this;
    switch (stage.kind) {
      case 'filling':
      case 'sending':
        return null;
      case 'failed': {
        const { common } = this.deps.words();
        const { requestId } = stage.failure;
        const note = requestId === '' ? '' : fill(common.requestId, { id: requestId });
        const told = faultWords(stage.failure, this.deps.words(), words.faults);
        return { ...this.outcomeOf(told, ['retry', 'correct']), note };
      }
      case 'over':
        return this.outcomeOfAdded(stage.added);
    }
  }

  /** The camera that can be watched now; null when there is none yet. */
  get watchable(): ChannelId | null {
    const { stage } = this.deps.adder;
    return stage.kind === 'over' && stage.added.kind === 'added' ? (stage.added.channelIds[0] ?? null) : null;
  }

  set(field: CameraField, text: string): void {
    this.deps.adder.set(field, text);
  }

  chooseAccount(index: number): void {
    const account = this.deps.adder.accounts?.[index];
    if (account !== undefined) this.set('account', account.id);
  }

  /** Opens the list of stores, or closes it. */
  chooseStores(isOpen: boolean): void {
    this.choosing = isOpen;
    this.choice.reset();
  }

  pickStore(storeId: StoreId): void {
    this.choosing = false;
    this.set('store', storeId);
  }

  private outcomeOfAdded(added: Added): Outcome {
    const { words } = this;
    if (added.kind === 'refused') {
      return this.outcomeOf(words.refused[added.why], ['correct', added.why === 'try-again' ? 'retry' : 'another']);
    }
    const isHere = added.channelIds.length > 0;
    const old = isHere ? words.already : words.alreadyUnplaced;
    const template = added.already ? old : isHere ? words.added : words.later;
    const values = { name: trimName(this.deps.adder.draft.name), store: this.deps.adder.store?.name ?? '' };
    const told = { title: fill(template.title, values), next: fill(template.next, values) };
    return this.outcomeOf(told, isHere ? ['watch', 'another'] : ['another']);
  }

  private outcomeOf({ title, next }: FailureWords, [action, second]: readonly [OutcomeAct, OutcomeAct?]): Outcome {
    const { words } = this;
    const names: Readonly<Record<OutcomeAct, string>> = {
      watch: words.watch,
      another: words.again,
      correct: words.change,
      retry: words.retry,
    };
    const secondButton = second === undefined ? '' : names[second];
    return { title, next, note: '', action, button: names[action], second: second ?? null, secondButton };
  }

  private fieldOf(field: CameraField, value: string): AddField {
    const { words } = this;
    const problem = this.deps.adder.problem(field);
    const problems: Partial<Record<NonNullable<typeof problem>, string>> = words.problems[field];
    return {
      label: words.fields[field],
      value,
      placeholder: words.placeholders[field],
      problem: problem === null ? '' : (problems[problem] ?? ''),
    };
  }

  private get isOwner(): boolean {
    return this.deps.session.role === 'owner';
  }

  private get words(): Dictionary['add'] {
    return this.deps.words().add;
  }
}
