import type { Channel } from '../../typings/contract/domain';
import type { SharedPast } from '../../typings/contract/codes';

/** The newest stretch of the past that a camera's watcher has, where it is all they have of it; null for others. */
export function pastOnly({ rights, past }: Pick<Channel, 'rights' | 'past'>): SharedPast | null {
  if (rights.includes('view') || past === null) return null;
  return past.reduce<SharedPast | null>((newest, each) => (newest && newest.from > each.from ? newest : each), null);
}
