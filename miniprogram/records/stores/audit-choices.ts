import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { SearchBox } from '../../stores/search-box';
import { Waiting } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { KIND_KEYS, type Named } from './audit-filter';

/** What is being chosen. */
export type ChoiceSubject =
  { readonly kind: 'person' | 'store' | 'kind' } | { readonly kind: 'camera'; readonly storeId: StoreId };

/** `code`: a person's visitor code; else empty. A kind is named by its id alone. */
export interface Choice extends Named {
  readonly code: string;
  /** Whether it is the caller. */
  readonly self: boolean;
}

/** A page of WeChat's bears no more beside its list; a search leads to the others. */
export const MOST_CHOICES = 50;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** What the entries can be chosen by, while somebody looks at it. */
export class AuditChoices {
  /** Null while nothing is being chosen. */
  subject: ChoiceSubject | null = null;
  failure: CallFailed | null = null;
  /** What was searched for. */
  text = '';
  readonly searchBox: SearchBox;
  readonly waiting: Waiting;
  private all: readonly Choice[] | null = null;
  /** Whether the cloud has more of them than it told. */
  private isCut = false;
  private round = 0;

  constructor(private readonly deps: Deps) {
    this.searchBox = new SearchBox(deps.clock, (text) => this.search(text));
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'all' | 'round'>(
      this,
      {
        subject: observable.ref,
        failure: observable.ref,
        all: observable.ref,
        searchBox: false,
        waiting: false,
        deps: false,
        round: false,
      },
      { autoBind: true },
    );
  }

  /** Of those that fit what was searched for; null before they are known. */
  get shown(): readonly Choice[] | null {
    return this.fitting?.slice(0, MOST_CHOICES) ?? null;
  }

  /** Whether a search could lead to more than is shown. */
  get cut(): boolean {
    return this.isCut || (this.fitting?.length ?? 0) > MOST_CHOICES;
  }

  open(subject: ChoiceSubject): void {
    this.subject = subject;
    this.searchBox.typed = '';
    this.text = '';
    void this.load();
  }

  close(): void {
    this.round += 1;
    this.waiting.end();
    this.subject = null;
    this.all = null;
  }

  async load(): Promise<void> {
    const { subject, text } = this;
    if (subject === null) return;
    const round = ++this.round;
    this.all = null;
    this.isCut = false;
    this.failure = null;
    this.waiting.begin();
    const found = await this.fetch(subject, text).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (found instanceof Error) {
        this.failure = found;
        return;
      }
      this.all = found.choices;
      this.isCut = found.isCut;
    });
  }

  /** The cloud searches cameras; of the others all are here. */
  private get fitting(): readonly Choice[] | null {
    const wanted = this.text.toLowerCase();
    if (this.subject?.kind === 'camera') return this.all;
    return this.all?.filter(({ name, code }) => `${name}\n${code}`.toLowerCase().includes(wanted)) ?? null;
  }

  private search(text: string): void {
    if (text === this.text) return;
    this.text = text;
    if (this.subject?.kind === 'camera') void this.load();
  }

  private async fetch(subject: ChoiceSubject, text: string) {
    const { call } = this.deps;
    switch (subject.kind) {
      case 'kind':
        return { choices: KIND_KEYS.map((id) => choiceOf({ id, name: '' })), isCut: false };
      case 'person': {
        const { members } = await call('member.list', {});
        const choices = members.map(({ id, name, visitorCode: code, self }) => ({ id, name, code, self }));
        return { choices: choices.sort((one, other) => Number(other.self) - Number(one.self)), isCut: false };
      }
      case 'store': {
        const { stores } = await call('store.list', {});
        return { choices: stores.map(choiceOf), isCut: false };
      }
      case 'camera': {
        const { storeId } = subject;
        const wanted = { storeId, limit: MOST_CHOICES, ...(text !== '' && { query: text }) };
        const { channels, next } = await call('channel.list', wanted);
        return { choices: channels.map(choiceOf), isCut: next !== null };
      }
    }
  }
}

const choiceOf = ({ id, name }: Named): Choice => ({ id, name, code: '', self: false });
