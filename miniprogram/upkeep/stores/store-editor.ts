import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { ManagedStore } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import { keptOf, NEW_STORE, problemOf, type FieldProblem, type StoreField, type StoreFields } from './store-fields';
import type { StoresStore } from './stores-store';

/** How a change ended. `left`: nobody looks any more. */
export type Outcome = 'done' | 'left' | CallFailed;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly random?: () => number;
  /** The list, which shows what was changed here. */
  readonly list: Pick<StoresStore, 'find' | 'know' | 'put'>;
  /** The stores of the whole app are not as they were. */
  readonly onChanged: () => void;
}

const FIELDS: readonly StoreField[] = ['name', 'address', 'zone'];

/** One store, or one that is being made, and what the caller is changing about it. */
export class StoreEditor {
  /** Null while it is being made. */
  storeId: StoreId | null = null;
  store: ManagedStore | null = null;
  /** No longer among those that the caller manages. */
  gone = false;
  failure: CallFailed | null = null;
  task: 'saving' | 'archiving' | 'restoring' | null = null;
  /** What was typed and not saved. */
  typed: Partial<StoreFields> = {};
  /** Whether saving was tried: until then nobody is told of fields that are still empty. */
  tried = false;
  /** The zone that the cloud did not know. */
  refusedZone = '';
  private requestKey = '';
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'requestKey' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        store: observable.ref,
        failure: observable.ref,
        typed: observable.ref,
        deps: false,
        requestKey: false,
        round: false,
        visit: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.store === null ? this.waiting.phase : 'none';
  }

  get fields(): StoreFields {
    return { ...NEW_STORE, ...this.store, ...this.typed };
  }

  /** Of what stands there, what is kept. */
  get kept(): StoreFields {
    const { name, address, zone } = this.fields;
    return { name: keptOf('name', name), address: keptOf('address', address), zone: keptOf('zone', zone) };
  }

  /** What would be sent: what is not as it was. */
  get changes(): Partial<StoreFields> {
    const before = this.store ?? NEW_STORE;
    const changed = FIELDS.filter((field) => this.kept[field] !== before[field]);
    return Object.fromEntries(changed.map((field) => [field, this.kept[field]]));
  }

  get savable(): boolean {
    return this.task === null && Object.keys(this.changes).length > 0;
  }

  /** What is wrong with a field, once there is a reason to say so. */
  problem(field: StoreField): FieldProblem {
    if (field === 'zone' && this.refusedZone !== '' && this.kept.zone === this.refusedZone) return 'unknown';
    const problem = problemOf(field, this.fields[field]);
    return problem === 'empty' && !this.tried && this.typed[field] === undefined ? null : problem;
  }

  /** A store, or, with null, one that is to be made. */
  async open(storeId: StoreId | null): Promise<void> {
    this.leave();
    this.storeId = storeId;
    this.wishAnew();
    if (storeId === null) return;
    this.store = this.deps.list.find(storeId);
    await this.refresh();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.visit += 1;
    this.round += 1;
    this.waiting.end();
    this.storeId = null;
    this.store = null;
    this.gone = false;
    this.failure = null;
    this.task = null;
    this.typed = {};
    this.tried = false;
    this.refusedZone = '';
  }

  async refresh(): Promise<void> {
    if (this.storeId === null) return;
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('store.manage', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = this.store === null ? answer : null;
        return;
      }
      const found = answer.stores.find(({ id }) => id === this.storeId);
      this.gone = found === undefined;
      this.store = found ?? null;
      this.deps.list.know(answer.stores);
    });
  }

  type(field: StoreField, text: string): void {
    if (this.task !== null) return;
    this.typed = { ...this.typed, [field]: text };
    this.wishAnew();
  }

  /** Takes back what was typed and not saved. */
  reset(): void {
    if (this.task !== null) return;
    this.typed = {};
    this.tried = false;
  }

  /** Makes the store, or changes it; `left` also where something is wrong with a field. */
  async save(): Promise<Outcome> {
    this.tried = true;
    if (!this.savable || FIELDS.some((field) => this.problem(field) !== null)) return 'left';
    const { storeId, kept, changes, requestKey } = this;
    const outcome = await this.run('saving', () =>
      storeId === null
        ? this.deps.call('store.create', { ...kept, requestKey })
        : this.deps.call('store.edit', { storeId, ...changes }),
    );
    // Name and address were looked at before: what is refused is the zone.
    if (outcome instanceof Error && outcome.code === 'invalid-argument') {
      runInAction(() => (this.refusedZone = kept.zone));
    }
    return outcome;
  }

  archive(): Promise<Outcome> {
    return this.put('archiving', 'store.archive');
  }

  restore(): Promise<Outcome> {
    return this.put('restoring', 'store.restore');
  }

  /** Another store is wished for: the same key would stand for the one before. */
  private wishAnew(): void {
    this.requestKey = uniqueName({ now: this.deps.clock.now(), random: this.deps.random });
  }

  private async put(task: 'archiving' | 'restoring', action: 'store.archive' | 'store.restore'): Promise<Outcome> {
    const { store } = this;
    if (store === null) return 'left';
    const archivedAt = task === 'archiving' ? this.deps.clock.now() : null;
    return this.run(task, async () => {
      await this.deps.call(action, { storeId: store.id });
      return { ...store, archivedAt };
    });
  }

  /** One change at a time; what it answers is dropped when the page was left meanwhile. */
  private async run(task: NonNullable<this['task']>, change: () => Promise<ManagedStore>): Promise<Outcome> {
    if (this.task !== null) return 'left';
    const { visit } = this;
    this.task = task;
    this.round += 1; // a list asked for before does not know of it
    const result = await change().catch(failureOf);
    if (!(result instanceof Error)) {
      this.deps.list.put(result);
      this.deps.onChanged();
    }
    if (visit !== this.visit) return 'left';
    runInAction(() => {
      this.task = null;
      if (result instanceof Error) return;
      this.storeId = result.id;
      this.store = result;
      if (task === 'saving') this.typed = {};
      this.tried = false;
    });
    if (result instanceof Error && (result.code === 'not-found' || result.code === 'conflict')) await this.refresh();
    if (visit !== this.visit) return 'left';
    return result instanceof Error ? result : 'done';
  }
}
