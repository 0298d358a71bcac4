import type { StoreId } from '../../../typings/contract/domain';
import type { Invite } from '../../../typings/contract/codes';
import type { CallContext } from '../handler';
import { readPersons } from '../repository/members';
import { readStores } from '../repository/stores';
import { rightsIn } from '../rights';
import type { InviteDocument } from './documents';
import { stateOfInvite } from './policy';

/** Invitations as a phone may know them: without their codes, and of the stores those that the caller may know. */
export async function toInvites(context: CallContext, invites: readonly InviteDocument[]): Promise<readonly Invite[]> {
  const { grants, now } = context;
  const isKnown = (storeId: StoreId): boolean => rightsIn(grants, storeId).length > 0;
  const storeIds = new Set(invites.flatMap((invite) => invite.storeIds.filter(isKnown)));
  const openids = invites.flatMap(({ by, usedBy }) => (usedBy === '' ? [by] : [by, usedBy]));
  const [stores, personOf] = await Promise.all([
    readStores(context.database, [...storeIds]),
    readPersons(context, openids),
  ]);
  return invites.map((invite) => ({
    id: invite._id,
    role: invite.role,
    stores: stores.filter(({ _id }) => invite.storeIds.includes(_id)).map(({ _id, name }) => ({ id: _id, name })),
    state: stateOfInvite(invite, { person: null, now }),
    createdAt: invite.createdAt,
    expiresAt: invite.expiresAt,
    by: personOf(invite.by),
    usedBy: invite.usedBy === '' ? null : personOf(invite.usedBy),
  }));
}
