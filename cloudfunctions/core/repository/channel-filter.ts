import type { ChannelId, Reachability, StoreId } from '../../../typings/contract/domain';
import type { AccountId } from '../../../typings/contract/upkeep';
import type { Where } from '../database';
import type { ChannelDocument } from '../documents';
import type { Scope } from '../rights';

/** Which of the channels that a person may see are asked for. */
export interface ChannelSelection {
  readonly storeId?: StoreId;
  readonly accountId?: AccountId;
  readonly ids?: readonly ChannelId[];
  /** Part of a camera's or store's name. */
  readonly query?: string;
  readonly reachability?: Extract<Reachability, 'online' | 'offline'>;
  /** `sort` of the channel before the first one wanted. */
  readonly after?: string;
}

/** Null stands for any. */
interface Branch {
  readonly storeIds: readonly StoreId[] | null;
  readonly channelIds: readonly ChannelId[] | null;
  readonly withHidden: boolean;
}

/** Conditions of which a channel must meet any one; none at all when nothing can match. */
export function filterOf(scope: Scope, selection: ChannelSelection): readonly Where<ChannelDocument>[] {
  return branchesOf(scope).flatMap((branch) => {
    const storeIds = narrow(branch.storeIds, selection.storeId === undefined ? null : [selection.storeId]);
    const channelIds = narrow(branch.channelIds, selection.ids ?? null);
    if (storeIds?.length === 0 || channelIds?.length === 0) return [];
    return [
      {
        ...(storeIds && { storeId: oneOf(storeIds) }),
        ...(channelIds && { _id: oneOf(channelIds) }),
        ...(selection.accountId !== undefined && { accountId: selection.accountId }),
        ...(!branch.withHidden && { hidden: false }),
        ...(selection.reachability !== undefined && { reachability: selection.reachability }),
        ...(selection.query !== undefined && { search: { contains: selection.query.toLowerCase() } }),
        ...(selection.after !== undefined && { sort: { above: selection.after } }),
      },
    ];
  });
}

function branchesOf(scope: Scope): readonly Branch[] {
  if (scope.kind === 'everything') return [{ storeIds: null, channelIds: null, withHidden: true }];
  const { storeIds, managedIds, channelIds } = scope;
  return [
    { storeIds: managedIds, channelIds: null, withHidden: true },
    { storeIds: storeIds.filter((id) => !managedIds.includes(id)), channelIds: null, withHidden: false },
    { storeIds: null, channelIds, withHidden: false },
  ];
}

function narrow(allowed: readonly string[] | null, asked: readonly string[] | null): readonly string[] | null {
  if (!allowed || !asked) return allowed ?? asked;
  return asked.filter((id) => allowed.includes(id));
}

/** Equality uses an index where "one of" might not. */
function oneOf(ids: readonly string[]): string | { readonly in: readonly string[] } {
  const [only] = ids;
  return ids.length === 1 && only !== undefined ? only : { in: ids };
}
