import * as v from 'valibot';
import type { AccountId, OfferKind } from '../../../typings/contract/upkeep';
import { findAccount } from '../../core/accounts/refusals';
import { decodeCursor, encodeCursor } from '../../core/cursor';
import type { Database } from '../../core/database';
import type { Handler } from '../../core/handler';
import { toOffers } from '../../core/imports/to-shown';
import { assertOwner } from '../../core/people/refusals';
import { id } from '../../core/schemas';

const PAGE_SIZE = 100;

export const offerList: Handler<'offer.list'> = {
  input: v.strictObject({
    accountId: id,
    kind: v.exactOptional(v.picklist(['new', 'renamed', 'gone'])),
    cursor: v.exactOptional(v.pipe(v.string(), v.maxLength(2_000))),
  }),
  access: 'members',

  async run({ accountId, kind, cursor }, context) {
    const { database, grants } = context;
    assertOwner(grants);
    await findAccount(context, accountId);
    const after = cursor === undefined ? '' : decodeCursor(cursor);
    const where = { accountId, sort: { above: after }, ...(kind !== undefined && { kind }) };
    const [found, counts] = await Promise.all([
      database.collection('offers').find({ where, sort: ['sort'], limit: PAGE_SIZE + 1 }),
      countOffers(database, accountId),
    ]);
    const page = found.slice(0, PAGE_SIZE);
    const last = found.length > PAGE_SIZE ? page.at(-1) : undefined;
    return { offers: await toOffers(database, page), counts, next: last ? encodeCursor(last.sort) : null };
  },
};

async function countOffers(database: Database, accountId: AccountId): Promise<Readonly<Record<OfferKind, number>>> {
  const rows = await database.collection('offers').countBy({ accountId }, ['kind']);
  const countOf = (kind: OfferKind): number => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { new: countOf('new'), renamed: countOf('renamed'), gone: countOf('gone') };
}
