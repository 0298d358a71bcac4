import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Account, AccountCheck, AccountId, VendorForm } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { isUnsure, type AccountTask, type Outcome } from './account-change';
import { AccountDraft } from './account-draft';
import { AccountOrder } from './account-order';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** Cameras went with an account. */
  readonly onChanged: () => void;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** One account at a vendor: a new one, or one that is there. */
export class AccountStore {
  readonly draft: AccountDraft;
  /** Null for one that is still to be added. */
  accountId: AccountId | null = null;
  account: Account | null = null;
  /** Null before they are known. */
  vendors: readonly VendorForm[] | null = null;
  gone = false;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told the account as it is shown. */
  asOf = 0;
  task: AccountTask | null = null;
  /** What the vendor said last of what is typed, or of the account. */
  check: AccountCheck | null = null;
  /** Whether new keys are being typed for it. */
  rotating = false;
  private readonly order: AccountOrder;
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.order = new AccountOrder(deps);
    this.draft = new AccountDraft((what) => this.outdate(what));
    makeAutoObservable<this, 'deps' | 'order' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        account: observable.ref,
        vendors: observable.ref,
        failure: observable.ref,
        check: observable.ref,
        draft: false,
        deps: false,
        order: false,
        round: false,
        visit: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.waiting.phase;
  }

  async open(accountId: AccountId | null): Promise<void> {
    this.leave();
    this.accountId = accountId;
    await this.refresh();
  }

  /** What still comes is of no use, and no key stays on this phone. */
  leave(): void {
    this.visit += 1;
    this.round += 1;
    this.waiting.end();
    this.accountId = null;
    this.account = null;
    this.gone = false;
    this.failure = null;
    this.task = null;
    this.rotating = false;
    this.draft.begin(null);
  }

  /** What is known stays shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const [vendors, accounts] = await Promise.all([
      this.vendors === null ? this.deps.call('vendor.list', {}).catch(failureOf) : { vendors: this.vendors },
      this.accountId === null ? null : this.deps.call('account.list', {}).catch(failureOf),
    ]);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (vendors instanceof Error) this.failure = vendors;
      else if (accounts instanceof Error) this.fail(accounts);
      else {
        this.vendors = vendors.vendors;
        if (accounts === null) this.chooseFirst();
        else this.become(accounts.accounts.find(({ id }) => id === this.accountId) ?? null);
      }
    });
  }

  /** What is typed is kept for another vendor only where it is the name. */
  choose(vendorId: string): void {
    if (this.task !== null || this.accountId !== null || vendorId === this.draft.vendorId) return;
    this.draft.turnTo(this.formOf(vendorId));
  }

  /** Begins or ends to type new keys; the old ones are nowhere to be seen. */
  toggleRotating(): void {
    const { account } = this;
    if (this.task !== null || account === null) return;
    this.rotating = !this.rotating;
    this.draft.begin(this.rotating ? this.formOf(account.vendor) : null);
  }

  /** Asks the vendor whether it takes what is typed. */
  tryOut(): Promise<Outcome> {
    return this.run('trying', async () => this.checked(await this.ask()));
  }

  /** Keeps what is typed as a new account; asked again after a failure, it makes no second one. */
  add(): Promise<Outcome> {
    return this.run('adding', async () => {
      const check = this.check?.problem === null ? this.check : await this.ask();
      if (check.problem !== null) return this.checked(check);
      const { draft, deps } = this;
      const account = await deps.call('account.add', this.order.of(draft)).catch(failureOf);
      if (account instanceof Error) return this.againstAdding(account);
      return () => {
        this.accountId = account.id;
        this.become(account);
        draft.begin(null);
        this.check = check;
        return 'done';
      };
    });
  }

  /** Asks the vendor about the account as it is. */
  askAgain(): Promise<Outcome> {
    return this.change('asking', async (accountId) =>
      this.checked(await this.deps.call('account.check', { accountId })),
    );
  }

  rename(name: string): Promise<Outcome> {
    return this.change('renaming', async (accountId) => {
      const account = await this.deps.call('account.rename', { accountId, name });
      return () => {
        this.become(account);
        return 'done';
      };
    });
  }

  /** Puts what is typed in the place of the old keys, when the vendor takes it. */
  rotate(): Promise<Outcome> {
    return this.change('rotating', async (accountId) => {
      const { credentials } = this.draft;
      const check = await this.deps.call('account.rotate', { accountId, credentials });
      if (check.problem !== null) return this.checked(check);
      return () => {
        this.rotating = false;
        this.draft.begin(null);
        this.check = check;
        return 'done';
      };
    });
  }

  /** `name`: the account's own, as typed. */
  remove(name: string): Promise<Outcome> {
    return this.change('removing', async (accountId) => {
      await this.deps.call('account.remove', { accountId, name });
      this.deps.onChanged();
      return () => {
        this.become(null);
        return 'done';
      };
    });
  }

  private change(task: AccountTask, act: (id: AccountId) => Promise<() => Outcome>): Promise<Outcome> {
    const { accountId } = this;
    return accountId === null ? Promise.resolve('left') : this.run(task, () => act(accountId));
  }

  /** One thing at a time; what it answers is dropped when the page was left meanwhile. */
  private async run(task: AccountTask, act: () => Promise<() => Outcome>): Promise<Outcome> {
    if (this.task !== null) return 'left';
    const { visit } = this;
    this.task = task;
    this.round += 1; // a list asked for before does not know of it
    this.waiting.end();
    const result = await act().catch(failureOf);
    if (visit !== this.visit) return 'left';
    if (result instanceof Error && this.accountId !== null && isUnsure(result)) {
      await this.refresh();
      if (visit !== this.visit) return 'left';
    }
    return runInAction(() => {
      this.task = null;
      return result instanceof Error ? result : result();
    });
  }

  private ask(): Promise<AccountCheck> {
    const { vendorId, credentials } = this.draft;
    return this.deps.call('account.check', { vendor: vendorId ?? '', credentials });
  }

  /** Somebody was quicker with the same keys where the cloud now says so. */
  private async againstAdding(failure: CallFailed): Promise<() => Outcome> {
    const check = failure.code === 'conflict' ? await this.ask() : null;
    if (check === null || check.problem === null) throw failure;
    return this.checked(check);
  }

  private checked(check: AccountCheck): () => Outcome {
    return () => {
      this.check = check;
      return check.problem === null ? 'done' : 'refused';
    };
  }

  /** Only the same wish is made under the same key, and only of it the vendor has spoken. */
  private outdate(what: 'name' | 'keys'): void {
    this.order.forget();
    if (what === 'keys') this.check = null;
  }

  private become(account: Account | null): void {
    this.gone = account === null;
    this.account = account;
    this.failure = null;
    this.asOf = this.deps.clock.now();
  }

  private fail(failure: CallFailed): void {
    this.failure = failure;
    if (!isPassing(failure)) this.account = null;
  }

  private chooseFirst(): void {
    if (this.draft.vendor === null) this.draft.turnTo(this.vendors?.[0] ?? null);
  }

  private formOf(vendorId: string): VendorForm | null {
    return this.vendors?.find(({ id }) => id === vendorId) ?? null;
  }
}
