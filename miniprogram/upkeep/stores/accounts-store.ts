import type { Account } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { KeptList } from '../../stores/kept-list';
import type { WaitPhase } from '../../stores/waiting';
import type { CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The accounts at the vendors, by name. */
export class AccountsStore {
  private readonly list: KeptList<Account>;

  constructor({ call, clock }: Deps) {
    this.list = new KeptList({ clock, ask: async () => (await call('account.list', {})).accounts });
  }

  /** Null before they are known. */
  get accounts(): readonly Account[] | null {
    return this.list.items;
  }

  get failure(): CallFailed | null {
    return this.list.failure;
  }

  /** Epoch ms at which the cloud told those shown. */
  get asOf(): number {
    return this.list.asOf;
  }

  get wait(): WaitPhase {
    return this.list.wait;
  }

  refresh(): Promise<void> {
    return this.list.refresh();
  }
}
