import type { Handlers } from '../../core/handler';

type PeopleCall =
  'owner.claim' | `member.${'list' | 'grant' | 'remove' | 'own' | 'rename'}` | 'privacy.agree' | 'account.delete';

/** Who belongs here, and what they may do. */
export const peopleHandlers = {} as Handlers<PeopleCall>;
