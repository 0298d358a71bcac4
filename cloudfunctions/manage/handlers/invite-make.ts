import * as v from 'valibot';
import type { InputOf } from '../../../typings/contract/calls';
import { onWideRecord } from '../../core/audit/on-record';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { assertManages, noSuchStore } from '../../core/people/refusals';
import { readStores } from '../../core/repository/stores';
import { areDifferent, id, instant, key, listOf } from '../../core/schemas';
import { makeCode } from '../../core/tickets/code';
import type { InviteDocument } from '../../core/tickets/documents';
import { placesOfInvite } from '../../core/tickets/places';
import { givenBy, isLife } from '../../core/tickets/policy';
import { wishIdOf } from '../../core/wish-id';
import { toInvites } from '../../core/tickets/to-invite';

type Wish = InputOf<'invite.make'>;

const MOST_STORES = 100;

export const inviteMake: Handler<'invite.make'> = {
  input: v.pipe(
    v.strictObject({
      role: v.picklist(['owner', 'manager', 'staff']),
      storeIds: listOf(id, { least: 0, most: MOST_STORES }),
      expiresAt: instant,
      requestKey: key,
    }),
    v.forward(
      // Owners have all stores, anybody else has some.
      v.check(({ role, storeIds }) => (role === 'owner') === (storeIds.length === 0) && areDifferent(storeIds)),
      ['storeIds'],
    ),
  ),
  access: 'members',

  async run(wish, context) {
    assertMayGive(wish, context);
    const _id = wishIdOf('invite', context.person, wish.requestKey);
    const invite = sameWish((await context.invites.find(_id)) ?? (await add(context, _id, wish)), wish);
    const [shown] = await toInvites(context, [invite]);
    if (!shown) throw new Error('an invitation was lost on the way');
    return { invite: shown, code: invite.code };
  },
};

/** A store that the caller has nothing to do with is answered like one that does not exist. */
function assertMayGive({ role, storeIds }: Wish, { grants, member }: CallContext): void {
  for (const storeId of storeIds) assertManages(grants, storeId);
  if (givenBy(member?.grants ?? [], { role, storeIds }) === null) {
    throw new CallError('permission-denied', 'nobody gives what they do not hold');
  }
}

async function add(context: CallContext, _id: string, wish: Wish): Promise<InviteDocument> {
  const { person, now, invites, database } = context;
  const { role, storeIds, expiresAt } = wish;
  if (!isLife(expiresAt, now)) throw new CallError('invalid-argument', 'it would live too short or too long');
  if ((await readStores(database, storeIds)).length !== storeIds.length) throw noSuchStore();
  const invite: InviteDocument = {
    ...{ _id, code: makeCode('invite'), by: person, role, storeIds, createdAt: now, expiresAt },
    ...{ revokedAt: 0, usedBy: '', usedAt: 0, appliedAt: 0 },
  };
  const places = await placesOfInvite(context, invite);
  const deed = { action: 'invite.make', places, subject: _id, detail: role } as const;
  return onWideRecord(context, deed, () => invites.add(invite));
}

/** The same key with another wish would hide that nothing was made of it. */
function sameWish(invite: InviteDocument, { role, storeIds, expiresAt }: Wish): InviteDocument {
  const isSame =
    invite.role === role &&
    invite.expiresAt === expiresAt &&
    invite.storeIds.length === storeIds.length &&
    storeIds.every((storeId) => invite.storeIds.includes(storeId));
  if (!isSame) throw new CallError('conflict', 'that key was used for another invitation');
  return invite;
}
