import * as v from 'valibot';
import type { StoreId } from '../../../typings/contract/domain';
import type { Member } from '../../../typings/contract/people';
import type { CallContext, Handler } from '../../core/handler';
import { describeMembers } from '../../core/people/colleagues';
import { assertManager, assertManages, noSuchStore } from '../../core/people/refusals';
import { id } from '../../core/schemas';

const byName = new Intl.Collator('zh-CN', { numeric: true });

export const memberList: Handler<'member.list'> = {
  input: v.strictObject({ storeId: v.exactOptional(id) }),
  access: 'members',

  async run({ storeId }, context) {
    const storeIds = storeId === undefined ? assertManager(context.grants) : [await useStore(context, storeId)];
    const members = await describeMembers(context, await context.members.listOf(storeIds));
    return { members: [...members].sort(inOrder) };
  },
};

async function useStore({ grants, database }: CallContext, storeId: StoreId): Promise<StoreId> {
  assertManages(grants, storeId);
  if (!(await database.collection('stores').get(storeId))) throw noSuchStore();
  return storeId;
}

/** Owners first; of two people of one name, always the same one. */
function inOrder(one: Member, other: Member): number {
  if (one.owner !== other.owner) return one.owner ? -1 : 1;
  return byName.compare(one.name, other.name) || (one.id < other.id ? -1 : 1);
}
