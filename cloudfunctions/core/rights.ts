import type { ChannelId, Right, Role, StoreId } from '../../typings/contract/domain';
import type { ChannelDocument, Grant } from './documents';

const EVERY_RIGHT: readonly Right[] = ['view', 'playback', 'ptz', 'talk', 'capture', 'share', 'manage'];

/** Roles are names for sets of rights; a guest's set is written in the grant itself. */
const RIGHTS_OF_ROLE: Readonly<Record<Exclude<Role, 'guest'>, readonly Right[]>> = {
  owner: EVERY_RIGHT,
  manager: EVERY_RIGHT,
  staff: ['view', 'playback', 'ptz', 'talk', 'capture'],
};

const RANK: readonly Role[] = ['owner', 'manager', 'staff', 'guest'];

/** What decides about a channel: which one it is and where it hangs. */
export type ChannelPlace = Pick<ChannelDocument, '_id' | 'storeId'>;

/** The channels a person may see. */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'some'; readonly storeIds: readonly StoreId[]; readonly channelIds: readonly ChannelId[] };

export type Verdict = 'allowed' | 'permission-denied' | 'not-found';

/** The highest role held at `now`; null for a stranger and for a guest whose time is over. */
export function roleOf(grants: readonly Grant[], now: number): Role | null {
  const held = new Set(grants.filter((grant) => isAlive(grant, now)).map(({ role }) => role));
  return RANK.find((role) => held.has(role)) ?? null;
}

/** All that these grants allow on one channel; empty when it may not even be seen. */
export function rightsOn(grants: readonly Grant[], channel: ChannelPlace, now: number): readonly Right[] {
  const rights = grants.filter((grant) => isAlive(grant, now)).flatMap((grant) => rightsOfGrant(grant, channel));
  return EVERY_RIGHT.filter((right) => rights.includes(right));
}

/**
 * Whether a channel may be used. One that the person has no right to at all is answered like one that does not
 * exist, and a person without a membership hears the same whether it exists or not.
 */
export function decide(
  { grants, now }: { readonly grants: readonly Grant[]; readonly now: number },
  channel: ChannelPlace | null,
  right: Right,
): Verdict {
  if (roleOf(grants, now) === null) return 'permission-denied';
  const rights = channel ? rightsOn(grants, channel, now) : [];
  if (rights.length === 0) return 'not-found';
  return rights.includes(right) ? 'allowed' : 'permission-denied';
}

/** Where to look for the channels that `rightsOn` would not leave empty. */
export function scopeOf(grants: readonly Grant[], now: number): Scope {
  const storeIds = new Set<StoreId>();
  const channelIds = new Set<ChannelId>();
  for (const grant of grants.filter((candidate) => isAlive(candidate, now))) {
    switch (grant.role) {
      case 'owner':
        return { kind: 'everything' };
      case 'manager':
      case 'staff':
        storeIds.add(grant.storeId);
        break;
      case 'guest':
        if (grant.rights.length > 0) for (const id of grant.channelIds) channelIds.add(id);
    }
  }
  return { kind: 'some', storeIds: [...storeIds], channelIds: [...channelIds] };
}

function isAlive(grant: Grant, now: number): boolean {
  return grant.role !== 'guest' || grant.until > now;
}

function rightsOfGrant(grant: Grant, { _id, storeId }: ChannelPlace): readonly Right[] {
  switch (grant.role) {
    case 'owner':
      return RIGHTS_OF_ROLE.owner;
    case 'manager':
    case 'staff':
      return grant.storeId === storeId ? RIGHTS_OF_ROLE[grant.role] : [];
    case 'guest':
      return grant.channelIds.includes(_id) ? grant.rights : [];
  }
}
