import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Account, AccountId, Added, Adding, ManagedStore } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import { readCameraLabel } from '../../utils/camera-label';
import type { Clock } from '../../utils/clock';
import { LONGEST_THING_NAME, nameFrom, trimName } from '../../utils/names';
import { uniqueName } from '../../utils/unique-name';

/** What is known of the camera before it is added. */
export interface CameraDraft {
  readonly account: AccountId;
  readonly store: StoreId;
  readonly serial: string;
  readonly code: string;
  readonly name: string;
}
export type CameraField = keyof CameraDraft;

/** What came of it. */
export type AddingStage =
  | { readonly kind: 'filling' | 'sending' }
  | { readonly kind: 'over'; readonly added: Added }
  | { readonly kind: 'failed'; readonly failure: CallFailed };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly random?: () => number;
  /** The cameras of the whole app are not as they were. */
  readonly onChanged: () => void;
}

const EMPTY: CameraDraft = { account: '', store: '', serial: '', code: '', name: '' };
const FIELDS = ['serial', 'code', 'account', 'store', 'name'] as const satisfies readonly CameraField[];
/** What labels say: of EZVIZ, and of those whose cameras go by their serial number alone. */
const SERIALS: Readonly<Record<Adding, RegExp>> = { label: /^[0-9A-Z]{9,32}$/i, serial: /^[\w:.-]{4,64}$/ };
/** The code that a label bears, and that of a product, which may be left out. */
const CODES: Readonly<Record<Adding, RegExp>> = { label: /^[0-9A-Z]{6}$/i, serial: /^[\x21-\x7e]{1,64}$/ };

/** A camera that is being added to an account, and put into a store. */
export class CameraAdder {
  /** Those that take cameras; null before they are known. */
  accounts: readonly Account[] | null = null;
  /** Those that are open; null before they are known. */
  stores: readonly ManagedStore[] | null = null;
  failure: CallFailed | null = null;
  draft: CameraDraft = EMPTY;
  /** As the label says; empty when it was typed. */
  model = '';
  stage: AddingStage = { kind: 'filling' };
  /** Whether sending was tried: until then nobody is told of fields that are still empty. */
  tried = false;
  private requestKey = '';
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'requestKey' | 'visit' | 'waiting'>(
      this,
      {
        ...{ accounts: observable.ref, stores: observable.ref, failure: observable.ref },
        ...{ draft: observable.ref, stage: observable.ref },
        ...{ deps: false, requestKey: false, visit: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.accounts === null ? this.waiting.phase : 'none';
  }

  get account(): Account | null {
    return this.accounts?.find(({ id }) => id === this.draft.account) ?? null;
  }

  get store(): ManagedStore | null {
    return this.stores?.find(({ id }) => id === this.draft.store) ?? null;
  }

  /** How the account takes cameras; while none is chosen, as most do. */
  get adding(): Adding {
    return this.account?.adding ?? 'label';
  }

  /** `label`: the text of one that was scanned before; empty when none was. */
  async open(storeId: StoreId | null, label: string): Promise<void> {
    this.leave();
    if (storeId !== null) this.draft = { ...this.draft, store: storeId };
    if (label !== '') this.take(label);
    await this.load();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.visit += 1;
    this.waiting.end();
    this.accounts = null;
    this.stores = null;
    this.failure = null;
    this.draft = EMPTY;
    this.model = '';
    this.change();
    this.tried = false;
  }

  /** Asks for accounts and stores. Where there is but one, nobody has to choose it. */
  async load(): Promise<void> {
    const { visit } = this;
    this.failure = null;
    this.waiting.begin();
    const { call } = this.deps;
    const answer = await Promise.all([call('account.list', {}), call('store.manage', {})]).catch(failureOf);
    if (visit !== this.visit) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        return;
      }
      this.accounts = answer[0].accounts.filter(({ adding }) => adding !== null);
      this.stores = answer[1].stores.filter(({ archivedAt }) => archivedAt === null);
      const store = this.store?.id ?? only(this.stores)?.id ?? '';
      this.draft = { ...this.draft, account: this.likelyAccount, store };
    });
  }

  set(field: CameraField, text: string): void {
    if (this.stage.kind === 'sending') return;
    this.draft = { ...this.draft, [field]: text };
    this.change();
  }

  /** Fills in what a label says; false when it is none. */
  take(text: string): boolean {
    const label = readCameraLabel(text);
    if (label === null || this.stage.kind === 'sending') return false;
    this.draft = { ...this.draft, serial: label.serial, code: label.code };
    this.draft = { ...this.draft, account: this.likelyAccount };
    this.model = label.model;
    this.change();
    return true;
  }

  /** Why a field cannot be sent, once there is a reason to say so; null where it can. */
  problem(field: CameraField): 'empty' | 'form' | null {
    const text = field === 'name' ? trimName(this.draft.name) : this.draft[field].trim();
    const isNeeded = field !== 'code' || this.adding === 'label';
    if (text === '') return this.tried && isNeeded ? 'empty' : null;
    switch (field) {
      case 'serial':
        return SERIALS[this.account?.adding ?? 'serial'].test(text) ? null : 'form';
      case 'code':
        return CODES[this.adding].test(text) ? null : 'form';
      case 'name':
        if (Array.from(text).length > LONGEST_THING_NAME) return 'form';
        return nameFrom(text, LONGEST_THING_NAME) === '' ? 'empty' : null;
      case 'account':
      case 'store':
        return null;
    }
  }

  /** Adds it. The same wish, sent once more, does not add it twice. */
  async send(): Promise<void> {
    if (this.stage.kind === 'sending') return;
    this.tried = true;
    if (FIELDS.some((field) => this.problem(field) !== null)) return;
    const { visit, requestKey, draft } = this;
    const { account: accountId, store: storeId } = draft;
    const printed = (text: string) => (this.adding === 'label' ? text.trim().toUpperCase() : text.trim());
    const [serial, code] = [printed(draft.serial), printed(draft.code)];
    this.stage = { kind: 'sending' };
    const camera = { accountId, storeId, requestKey, serial, code, name: trimName(draft.name) };
    const added = await this.deps.call('camera.add', camera).catch(failureOf);
    this.deps.onChanged();
    if (visit !== this.visit) return;
    runInAction(() => {
      this.stage = added instanceof Error ? { kind: 'failed', failure: added } : { kind: 'over', added };
    });
  }

  /** Once more: what failed may have come through and is the same wish; what was refused is a new one. */
  async retry(): Promise<void> {
    if (this.stage.kind === 'over') this.change();
    await this.send();
  }

  /** Back to the form, with what stands in it. */
  correct(): void {
    this.change();
  }

  /** Another one, into the same account and store. */
  another(): void {
    this.draft = { ...this.draft, serial: '', code: '', name: '' };
    this.model = '';
    this.tried = false;
    this.change();
  }

  /** The one that was chosen, or else the only one; a code that was printed goes to an account that asks for it. */
  private get likelyAccount(): AccountId {
    const { account, accounts, draft } = this;
    const fitting = (accounts ?? []).filter(({ adding }) => draft.code === '' || adding === 'label');
    return account?.id ?? only(fitting)?.id ?? '';
  }

  /** It is another wish from now on. */
  private change(): void {
    this.stage = { kind: 'filling' };
    this.requestKey = uniqueName({ now: this.deps.clock.now(), random: this.deps.random });
  }
}

function only<T>(list: readonly T[]): T | null {
  return list.length === 1 ? (list[0] ?? null) : null;
}
