import type { ChannelId, Right, Role, StoreId } from '../../typings/contract/domain';
import type { SharedPast } from '../../typings/contract/codes';
import type { Database } from './database';
import type { Grant, MemberDocument, StoreGrantDocument } from './documents';
import { isWithin, nextClosing, nextOpening } from './hours';
import type { ShareDocument } from './tickets/documents';

export const EVERY_RIGHT: readonly Right[] = ['view', 'playback', 'ptz', 'talk', 'capture', 'share', 'manage'];

/** Roles are names for sets of rights; a guest's follow from the share. */
export const RIGHTS_OF_ROLE: Readonly<Record<Exclude<Role, 'guest'>, readonly Right[]>> = {
  owner: EVERY_RIGHT,
  manager: EVERY_RIGHT,
  staff: ['view', 'playback', 'ptz', 'talk', 'capture'],
};

/** A grant as it stands at one instant. */
export type HeldGrant =
  | { readonly role: 'owner' }
  | {
      readonly role: 'manager' | 'staff';
      readonly storeId: StoreId;
      readonly rights: readonly Right[];
      /** Epoch ms from which it holds again; null while it holds. */
      readonly closedUntil: number | null;
      /** Epoch ms at which it ceases to hold for today; null while it does not hold, and for one that always does. */
      readonly until: number | null;
    }
  | {
      readonly role: 'guest';
      readonly shareId: string;
      readonly channelIds: readonly ChannelId[];
      /** The only stretch that it shows; null for the cameras as they are now. */
      readonly past: SharedPast | null;
      readonly watermark: boolean;
      /** Epoch ms. */
      readonly until: number;
    };

/** Judges stored grants: hours by their store's clocks, guests by their shares, of which those that ended count nothing. */
export function holdGrants(
  grants: readonly Grant[],
  { shares, now }: { readonly shares: readonly ShareDocument[]; readonly now: number },
): readonly HeldGrant[] {
  return grants.flatMap((grant): readonly HeldGrant[] => {
    switch (grant.role) {
      case 'owner':
        return [grant];
      case 'manager':
      case 'staff':
        return [holdStoreGrant(grant, now)];
      case 'guest':
        return shares.filter(({ _id }) => _id === grant.shareId).flatMap((share) => holdShare(share, now));
    }
  });
}

/** What a person's grants come to now. Only guests cost an operation: their shares may have ended since. */
export async function readGrants(
  database: Database,
  member: MemberDocument | null,
  now: number,
): Promise<readonly HeldGrant[]> {
  return member ? (await readGrantsOf(database, [member], now))(member) : [];
}

/** As `readGrants`, of several people at once. */
export async function readGrantsOf(
  database: Database,
  members: readonly MemberDocument[],
  now: number,
): Promise<(member: MemberDocument) => readonly HeldGrant[]> {
  const grants = members.flatMap((member) => member.grants);
  const ids = [...new Set(grants.flatMap((grant) => (grant.role === 'guest' ? [grant.shareId] : [])))];
  const shares =
    ids.length === 0
      ? []
      : await database.collection('shares').find({ where: { _id: { in: ids } }, limit: ids.length });
  return (member) => holdGrants(member.grants, { shares, now });
}

/** The rights of a grant, whatever the hour. */
export const rightsOfStoreGrant = ({ role, rights }: StoreGrantDocument): readonly Right[] =>
  rights ?? RIGHTS_OF_ROLE[role];

function holdStoreGrant(grant: StoreGrantDocument, now: number): HeldGrant {
  const { role, storeId, hours } = grant;
  const isOpen = hours === undefined || isWithin(hours, hours.zone, now);
  const closedUntil = isOpen ? null : nextOpening(hours, hours.zone, now);
  const until = isOpen && hours ? nextClosing(hours, hours.zone, now) : null;
  return { role, storeId, rights: rightsOfStoreGrant(grant), closedUntil, until };
}

function holdShare({ _id, channelIds, past, watermark, until, revokedAt }: ShareDocument, now: number): HeldGrant[] {
  const isAlive = until > now && revokedAt === 0;
  return isAlive ? [{ role: 'guest', shareId: _id, channelIds, past, watermark, until }] : [];
}
