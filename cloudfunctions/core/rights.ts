import type { ChannelId, Right, Role, StoreId } from '../../typings/contract/domain';
import type { SharedPast } from '../../typings/contract/codes';
import type { ChannelDocument } from './documents';
import { EVERY_RIGHT, RIGHTS_OF_ROLE, type HeldGrant } from './grants';

const RANK: readonly Role[] = ['owner', 'manager', 'staff', 'guest'];

/** What decides about a channel: which one it is, where it hangs, and whether it is hidden; if not said, it is not. */
export type ChannelPlace = Pick<ChannelDocument, '_id' | 'storeId'> & Partial<Pick<ChannelDocument, 'hidden'>>;

/** The channels a person may see. */
export type Scope =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'some';
      readonly storeIds: readonly StoreId[];
      /** Those of the stores whose hidden cameras may be seen as well. */
      readonly managedIds: readonly StoreId[];
      readonly channelIds: readonly ChannelId[];
    };

export type Verdict =
  | { readonly kind: 'allowed' | 'permission-denied' | 'not-found' }
  /** Epoch ms from which the person may see it again. */
  | { readonly kind: 'outside-hours'; readonly until: number };

/** The highest role held, at whatever hour; null for a stranger. */
export function roleOf(grants: readonly HeldGrant[]): Role | null {
  const held = new Set(grants.map(({ role }) => role));
  return RANK.find((role) => held.has(role)) ?? null;
}

/** The highest role by which a channel may be seen now; null where it may not. */
export function roleOn(grants: readonly HeldGrant[], channel: ChannelPlace): Role | null {
  return roleOf(grants.filter((grant) => rightsOfGrant(grant, channel).length > 0));
}

/**
 * All that these grants allow on one channel now; empty when it may not even be seen. `playback` may be bounded: see
 * `pastOn`.
 */
export function rightsOn(grants: readonly HeldGrant[], channel: ChannelPlace): readonly Right[] {
  return inOrder(grants.flatMap((grant) => rightsOfGrant(grant, channel)));
}

/** All that these grants allow in one store now, which single cameras shared with a guest do not add to. */
export function rightsIn(grants: readonly HeldGrant[], storeId: StoreId): readonly Right[] {
  return inOrder(
    grants.flatMap((grant) => {
      if (grant.role === 'owner') return EVERY_RIGHT;
      return grant.role !== 'guest' && grant.storeId === storeId && grant.closedUntil === null ? grant.rights : [];
    }),
  );
}

/** Whether somebody may be led into the vendor's own mini-program, whose token outlives any share. */
export function isLetIn(grants: readonly HeldGrant[], channel: ChannelPlace): boolean {
  return grants.some((grant) => grant.role !== 'guest' && rightsOfGrant(grant, channel).includes('view'));
}

/** The stretches of a channel's past that `playback` is bounded to; null where it is not bounded, or not held. */
export function pastOn(grants: readonly HeldGrant[], channel: ChannelPlace): readonly SharedPast[] | null {
  const given = grants.filter((grant) => rightsOfGrant(grant, channel).includes('playback'));
  const stretches = given.flatMap((grant) => (grant.role === 'guest' && grant.past ? [grant.past] : []));
  return given.length > 0 && stretches.length === given.length ? stretches : null;
}

/** Whether a right on a channel comes from nothing but shares whose pictures must bear the viewer's name. */
export function isWatermarked(grants: readonly HeldGrant[], channel: ChannelPlace, right: Right): boolean {
  const given = grants.filter((grant) => rightsOfGrant(grant, channel).includes(right));
  return given.length > 0 && given.every((grant) => grant.role === 'guest' && grant.watermark);
}

/** Epoch ms at which a right on a channel ends by itself, with a share or with the hours of the day; null where it goes on. */
export function endOn(grants: readonly HeldGrant[], channel: ChannelPlace, right: Right): number | null {
  const given = grants.filter((grant) => rightsOfGrant(grant, channel).includes(right));
  const ends = given.flatMap((grant) => (grant.role === 'owner' || grant.until === null ? [] : [grant.until]));
  return given.length > 0 && ends.length === given.length ? Math.max(...ends) : null;
}

/**
 * Whether a channel may be used; `right` null: in any way. One that the person has no right to at all is answered like
 * one that does not exist, and a person without a membership hears the same whether it exists or not.
 */
export function decide(grants: readonly HeldGrant[], channel: ChannelPlace | null, right: Right | null): Verdict {
  if (roleOf(grants) === null) return { kind: 'permission-denied' };
  const rights = channel ? rightsOn(grants, channel) : [];
  if (right === null ? rights.length > 0 : rights.includes(right)) return { kind: 'allowed' };
  const until = channel ? opensAgain(grants, channel, right) : null;
  if (until !== null) return { kind: 'outside-hours', until };
  const isKnown = rights.length > 0 || closedGrantsOn(grants, channel).length > 0;
  return { kind: isKnown ? 'permission-denied' : 'not-found' };
}

/** Where to look for the channels that `rightsOn` would not leave empty. */
export function scopeOf(grants: readonly HeldGrant[]): Scope {
  const storeIds = new Set<StoreId>();
  const managedIds = new Set<StoreId>();
  const channelIds = new Set<ChannelId>();
  for (const grant of grants) {
    switch (grant.role) {
      case 'owner':
        return { kind: 'everything' };
      case 'manager':
      case 'staff':
        if (grant.closedUntil !== null) break;
        storeIds.add(grant.storeId);
        if (grant.rights.includes('manage')) managedIds.add(grant.storeId);
        break;
      case 'guest':
        for (const id of grant.channelIds) channelIds.add(id);
    }
  }
  return { kind: 'some', storeIds: [...storeIds], managedIds: [...managedIds], channelIds: [...channelIds] };
}

/** Epoch ms from which something may be seen again; null while something may be, and for who never may. */
export function closedUntil(grants: readonly HeldGrant[]): number | null {
  const openings = grants.map((grant) => (isStoreGrant(grant) ? grant.closedUntil : null));
  const times = openings.filter((time) => time !== null);
  return times.length > 0 && times.length === openings.length ? Math.min(...times) : null;
}

/** All that these grants allow anywhere, at whatever hour. */
export function rightsEver(grants: readonly HeldGrant[]): readonly Right[] {
  return inOrder(
    grants.flatMap((grant): readonly Right[] => {
      if (grant.role === 'owner') return EVERY_RIGHT;
      return grant.role === 'guest' ? rightsOfShare(grant) : grant.rights;
    }),
  );
}

type StoreGrant = Extract<HeldGrant, { readonly storeId: StoreId }>;

const isStoreGrant = (grant: HeldGrant): grant is StoreGrant => grant.role === 'manager' || grant.role === 'staff';

function closedGrantsOn(grants: readonly HeldGrant[], channel: ChannelPlace | null): readonly StoreGrant[] {
  return grants
    .filter(isStoreGrant)
    .filter(({ storeId, closedUntil: until }) => until !== null && storeId === channel?.storeId)
    .filter(({ rights }) => !channel?.hidden || rights.includes('manage'));
}

function opensAgain(grants: readonly HeldGrant[], channel: ChannelPlace, right: Right | null): number | null {
  const giving = closedGrantsOn(grants, channel).filter(({ rights }) => right === null || rights.includes(right));
  const times = giving.flatMap(({ closedUntil: until }) => (until === null ? [] : [until]));
  return times.length > 0 ? Math.min(...times) : null;
}

/** A hidden channel is nobody's but theirs who manage it. */
function rightsOfGrant(grant: HeldGrant, channel: ChannelPlace): readonly Right[] {
  const rights = rightsIfShown(grant, channel);
  return channel.hidden && !rights.includes('manage') ? [] : rights;
}

function rightsIfShown(grant: HeldGrant, { _id, storeId }: ChannelPlace): readonly Right[] {
  switch (grant.role) {
    case 'owner':
      return RIGHTS_OF_ROLE.owner;
    case 'manager':
    case 'staff':
      return grant.storeId === storeId && grant.closedUntil === null ? grant.rights : [];
    case 'guest':
      return grant.channelIds.includes(_id) ? rightsOfShare(grant) : [];
  }
}

/** A share shows what is now, or a stretch of the past. */
const rightsOfShare = ({ past }: Extract<HeldGrant, { readonly role: 'guest' }>): readonly Right[] =>
  past === null ? ['view'] : ['playback'];

const inOrder = (rights: readonly Right[]): readonly Right[] => EVERY_RIGHT.filter((right) => rights.includes(right));
