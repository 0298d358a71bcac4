import { digestId } from './digest-id';

/** What people have made under a key. */
type Made = 'invite' | 'share' | 'account' | 'store' | 'camera';

/** The same for every try of one request, so that none makes a second one; it leads back to nobody. */
export const wishIdOf = (made: Made, person: string, requestKey: string): string => digestId(made, person, requestKey);
