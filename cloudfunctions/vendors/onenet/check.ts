import { objectionTo, type Objection } from '../../core/accounts/objection';
import type { OnenetApi } from './api';

/** The shortest list of devices there is. It takes the master key alone, so that a refusal speaks of that. */
export const check = ({ devices }: OnenetApi): Promise<Objection | null> =>
  objectionTo(
    () => devices.search({ page: 1, perPage: 1 }),
    ({ code }) => (code === 'vendor-auth' ? 'apiKey' : null),
  );
