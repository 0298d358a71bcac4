import * as v from 'valibot';
import { placeOfStore } from '../../core/audit/on-record';
import { EVERY_RIGHT } from '../../core/grants';
import type { Handler } from '../../core/handler';
import { alterMember, describeMember, findColleague } from '../../core/people/colleagues';
import { mayChange, mayGive, toStoreGrant, withPlace, wordsOf } from '../../core/people/policy';
import { assertManages, mayNot, noSuchStore } from '../../core/people/refusals';
import { hoursOfDay, id, listOf } from '../../core/schemas';

const rights = v.pipe(
  listOf(v.picklist(EVERY_RIGHT), { least: 1, most: EVERY_RIGHT.length }),
  v.check((list) => list.includes('view') && new Set(list).size === list.length, 'without view, or twice'),
);

export const memberGrant: Handler<'member.grant'> = {
  input: v.strictObject({
    memberId: id,
    storeId: id,
    role: v.picklist(['manager', 'staff']),
    rights,
    hours: v.nullable(hoursOfDay),
  }),
  access: 'members',

  async run({ memberId, storeId, ...wish }, context) {
    assertManages(context.grants, storeId);
    const [store, member] = await Promise.all([
      context.database.collection('stores').get(storeId),
      findColleague(context, memberId),
    ]);
    if (!store) throw noSuchStore();
    const own = context.member?.grants ?? [];
    const place = toStoreGrant(wish, store);
    const deed = { member, action: 'member.grant', places: [placeOfStore(store)], detail: wordsOf(place) } as const;
    const altered = await alterMember(context, deed, ({ grants }) => {
      if (!mayGive(own, place) || !mayChange(own, grants, storeId)) throw mayNot();
      return { grants: withPlace(grants, place) };
    });
    return describeMember(context, altered);
  },
};
