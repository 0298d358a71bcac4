import type { StoreId } from '../../../typings/contract/domain';
import type { Member, StoreGrant } from '../../../typings/contract/people';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';

/** A question before something ends, and what to do after a yes. */
export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirm: string;
}

interface Removal {
  readonly name: string;
  readonly grants: readonly StoreGrant[];
  /** Null for all of them. */
  readonly storeId: StoreId | null;
}

/** Before somebody loses what they may do in a store, or in all. */
export function removeQuestion({ name, grants, storeId }: Removal, words: Dictionary['member']): Question {
  const stores = grants.filter((grant) => storeId === null || grant.storeId === storeId);
  const where = stores.map(({ storeName }) => storeName).join(words.and);
  const isLast = stores.length === grants.length;
  return {
    title: fill(words.removeTitle, { name, where: storeId === null ? words.theseStores : where }),
    content: fill(isLast ? words.removeLast : words.removeOne, { where }),
    confirm: words.remove,
  };
}

/** Before somebody becomes an owner, or is one no more. */
export function ownQuestion(
  { name, member }: { readonly name: string; readonly member: Member | null },
  words: Dictionary['member'],
): Question {
  if (member?.owner !== true)
    return { title: fill(words.ownTitle, { name }), content: words.ownDetail, confirm: words.ownConfirm };
  const content = member.grants.length === 0 ? words.disownLast : words.disownDetail;
  return { title: fill(words.disownTitle, { name }), content, confirm: words.disownConfirm };
}
