import type { InputOf } from '../../../typings/contract/calls';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import type { AccountDraft } from './account-draft';

interface Deps {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** The wish to keep what is typed as a new account: asked for again under the same key, it makes no second one. */
export class AccountOrder {
  private order: InputOf<'account.add'> | null = null;

  constructor(private readonly deps: Deps) {}

  of({ vendorId, keptName, credentials }: AccountDraft): InputOf<'account.add'> {
    const { clock, random } = this.deps;
    this.order ??= {
      vendor: vendorId ?? '',
      name: keptName,
      credentials,
      requestKey: uniqueName({ now: clock.now(), random }),
    };
    return this.order;
  }

  /** Something else is typed now, and that is another wish. */
  forget(): void {
    this.order = null;
  }
}
