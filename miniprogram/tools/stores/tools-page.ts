import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { AccountId } from '../../../typings/contract/upkeep';
import { toneOf } from '../../stores/device-rows';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import type { ToolAccounts } from '../../stores/tool-accounts';
import { mayBeDone } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { AccountCameras } from './account-cameras';
import type { EncryptionStore } from './encryption-store';

interface Deps {
  readonly session: Pick<SessionStore, 'state' | 'start'>;
  readonly accounts: ToolAccounts;
  readonly encryption: EncryptionStore;
  readonly cameras: AccountCameras;
  readonly words: () => Dictionary;
}

/** How the encryption of an account stands, and what can be done about it. */
export interface EncryptionView {
  readonly state: string;
  readonly tone: '' | 'good' | 'bad';
  readonly detail: string;
  /** Empty while nothing can be done. */
  readonly button: string;
  readonly off: boolean;
}

/** What is asked before something that others notice. */
export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirm: string;
}

/** About which account, and what is to be so after a yes. */
export interface EncryptionQuestion extends Question {
  readonly accountId: AccountId;
  readonly on: boolean;
}

/** One camera in words. */
export interface CameraRow {
  readonly key: ChannelId;
  readonly name: string;
  readonly store: string;
  readonly tone: ReturnType<typeof toneOf>;
  readonly label: string;
}

/** The page of what an account's vendor offers besides cameras, in words. */
export class ToolsPage {
  private wantedId: AccountId | null = null;
  private visit = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'visit'>(this, { deps: false, visit: false }, { autoBind: true });
  }

  /** `id` null: the first account that there is. */
  async open(id: AccountId | null): Promise<void> {
    this.leave();
    this.wantedId = id;
    await Promise.all([this.deps.session.start(), this.refresh()]);
  }

  /** Nothing of the account that was looked at stands beside the name of the next. */
  leave(): void {
    this.visit += 1;
    this.wantedId = null;
    void this.lookAt(null);
  }

  async refresh(): Promise<void> {
    const { visit } = this;
    await this.deps.accounts.refresh();
    if (visit === this.visit) await this.lookAt(this.accountId);
  }

  async choose(id: AccountId): Promise<void> {
    if (id === this.accountId) return;
    this.wantedId = id;
    await this.lookAt(this.accountId);
  }

  get accountId(): AccountId | null {
    const { accounts } = this.deps.accounts;
    return (accounts?.find(({ id }) => id === this.wantedId) ?? accounts?.[0])?.id ?? null;
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { state } = this.deps.session;
    const { accounts, failure, wait } = this.deps.accounts;
    const { words } = this;
    if (state.kind === 'stranger' || (state.kind === 'member' && state.role !== 'owner'))
      return cardScreen('back', words.ownersOnly);
    if (accounts !== null) return accounts.length > 0 ? CONTENT : cardScreen('back', words.none);
    if (failure === null) return waitScreen(wait);
    return failureScreen('refresh', failure, { words: this.deps.words(), faults: words.faults });
  }

  /** To choose from, where there are several. */
  get tabs(): readonly { readonly key: AccountId; readonly label: string }[] {
    const accounts = this.deps.accounts.accounts ?? [];
    return accounts.length < 2 ? [] : accounts.map(({ id: key, name: label }) => ({ key, label }));
  }

  get accountName(): string {
    return this.deps.accounts.accounts?.find(({ id }) => id === this.accountId)?.name ?? '';
  }

  get encryption(): EncryptionView {
    const { on, failure, setting, wait } = this.deps.encryption;
    const { words } = this;
    const off = setting !== null;
    if (failure !== null) {
      const { title: why, next } = faultWords(failure, this.deps.words(), words.faults);
      const state = fill(words.unread, { why, next });
      return { state, tone: 'bad', detail: '', button: this.deps.words().common.retry, off };
    }
    if (on === null) return { state: wait === 'blank' ? '' : words.reading, tone: '', detail: '', button: '', off };
    const button =
      setting === null ? (on ? words.turnOff : words.turnOn) : setting ? words.turningOn : words.turningOff;
    return on
      ? { state: words.isOn, tone: 'bad', detail: words.isOnDetail, button, off }
      : { state: words.isOff, tone: 'good', detail: words.isOffDetail, button, off };
  }

  /** What is asked before it is changed; null where it is not known how it stands, so that it is only read again. */
  get question(): EncryptionQuestion | null {
    const { on, accountId } = this.deps.encryption;
    const { words } = this;
    if (on === null || accountId === null) return null;
    const about = { accountId, on: !on };
    const name = this.accountName;
    return on
      ? { ...about, title: fill(words.offQuestion, { name }), content: words.offDetail, confirm: words.offConfirm }
      : { ...about, title: fill(words.onQuestion, { name }), content: words.onDetail, confirm: words.onConfirm };
  }

  /** What came of it, in words; null where nobody looks any more, or it is not as it was when that was asked. */
  async turn(asked: EncryptionQuestion | null = this.question): Promise<string | null> {
    const { encryption } = this.deps;
    const { question } = this;
    if (asked === null || asked.accountId !== question?.accountId || asked.on !== question.on) return null;
    const { on } = asked;
    const outcome = await encryption.set(on);
    if (outcome === 'left') return null;
    if (outcome === 'done') return on ? this.words.turnedOn : this.words.turnedOff;
    const { title: why, next } = faultWords(outcome, this.deps.words(), this.words.faults);
    if (encryption.on === null && mayBeDone(outcome)) return fill(this.words.doubtful, { why });
    return fill(this.words.failed, { why, next });
  }

  get rows(): readonly CameraRow[] {
    const { cameraLabel } = this.words;
    return (this.deps.cameras.cameras ?? []).map(({ id: key, name, storeName: store, status }) => {
      return { key, name, store, tone: toneOf(status), label: fill(cameraLabel, { name, store }) };
    });
  }

  /** What there is to say of the cameras; empty when nothing. */
  get note(): string {
    const { cameras, failure, wait, text } = this.deps.cameras;
    const { words } = this;
    if (failure !== null) {
      const { title: why, next } = faultWords(failure, this.deps.words(), words.faults);
      return fill(words.unlisted, { why, next });
    }
    if (cameras === null) return wait === 'blank' || wait === 'none' ? '' : words.listing;
    if (cameras.length > 0) return '';
    return text === '' ? words.noCameras : words.noneFound;
  }

  /** What leads on to those not yet shown, or asks again; empty where neither is of use. */
  get more(): string {
    const { cameras, complete, failure } = this.deps.cameras;
    if (failure !== null) return this.deps.words().common.retry;
    return cameras === null || complete ? '' : this.words.more;
  }

  async goOn(): Promise<void> {
    const { cameras } = this.deps;
    await (cameras.failure !== null && cameras.cameras === null ? cameras.refresh() : cameras.more());
  }

  private async lookAt(accountId: AccountId | null): Promise<void> {
    await Promise.all([this.deps.encryption.open(accountId), this.deps.cameras.open(accountId)]);
  }

  private get words(): Dictionary['tools'] {
    return this.deps.words().tools;
  }
}
