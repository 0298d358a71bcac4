import type { Account } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import { KeptList } from '../../stores/kept-list';
import type { Clock } from '../../utils/clock';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/** The accounts at the vendors, by name. */
export type AccountsStore = KeptList<Account>;

export function createAccountsStore({ call, clock }: Deps): AccountsStore {
  return new KeptList({ clock, ask: async () => (await call('account.list', {})).accounts });
}
