import type { Role, StoreId } from '../../../typings/contract/domain';
import type { SharedPast, TicketState } from '../../../typings/contract/codes';
import type { Grant, StoreGrantDocument } from '../documents';
import { EVERY_RIGHT, RIGHTS_OF_ROLE, rightsOfStoreGrant } from '../grants';
import { covers, nextClosing } from '../hours';
import type { ChannelPlace } from '../rights';
import type { InviteDocument, ShareDocument } from './documents';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long an invitation or a share may live. */
const LIFE = { leastMs: MINUTE_MS, mostMs: 30 * DAY_MS };
/** The most of one camera's past that one share shows. */
export const LONGEST_PAST_MS = DAY_MS;
/** How long the winner of an invitation may try again: whoever is removed after that does not come back by it. */
const AGAIN_MS = 15 * MINUTE_MS;
/** The clocks of a phone and ours need not agree to the second. */
const CLOCKS_DIFFER_MS = MINUTE_MS;

/** What an invitation is to `person`: who has won it may try again for a while, until it took effect. */
export function stateOfInvite(
  { usedBy, usedAt, appliedAt, revokedAt, expiresAt }: InviteDocument,
  { person, now }: { readonly person: string | null; readonly now: number },
): TicketState {
  if (usedBy !== '') return usedBy === person && appliedAt === 0 && now - usedAt < AGAIN_MS ? 'open' : 'used';
  if (revokedAt !== 0) return 'revoked';
  return expiresAt > now ? 'open' : 'expired';
}

/** What a share is to `person`: it is never full to who has a seat. */
export function stateOfShare(
  { revokedAt, until, opened, most, seats }: ShareDocument,
  { person, now }: { readonly person: string | null; readonly now: number },
): TicketState {
  if (revokedAt !== 0) return 'revoked';
  if (until <= now) return 'expired';
  return opened < most || seats.some((seat) => seat.person === person) ? 'open' : 'full';
}

/** Whether something that is to end then lives neither too short nor too long. */
export function isLife(end: number, now: number): boolean {
  const life = end - now;
  return life >= LIFE.leastMs - CLOCKS_DIFFER_MS && life <= LIFE.mostMs + CLOCKS_DIFFER_MS;
}

/** Whether a stretch of the past may be shared as it is: short enough, and over. */
export function isShareable({ from, to }: SharedPast, now: number): boolean {
  return from < to && to - from <= LONGEST_PAST_MS && to <= now + CLOCKS_DIFFER_MS;
}

/**
 * What an invitation gives, judged by its maker's grants: owners only by owners, and in each store no more than the
 * maker holds there together with `manage`, at the maker's own hours. Null where they do not allow all of it.
 */
export function givenBy(
  grants: readonly Grant[],
  { role, storeIds }: { readonly role: Exclude<Role, 'guest'>; readonly storeIds: readonly StoreId[] },
): readonly Grant[] | null {
  if (role === 'owner') return grants.some((grant) => grant.role === 'owner') ? [{ role }] : null;
  const given = storeIds.map((storeId) => givenIn(grants, role, storeId));
  return given.every((grant) => grant !== null) ? given : null;
}

function givenIn(grants: readonly Grant[], role: 'manager' | 'staff', storeId: StoreId): StoreGrantDocument | null {
  if (grants.some((grant) => grant.role === 'owner')) return { role, storeId };
  const giving = storeGrantsIn(grants, storeId).find((grant) => {
    const held = rightsOfStoreGrant(grant);
    return held.includes('manage') && RIGHTS_OF_ROLE[role].every((right) => held.includes(right));
  });
  return giving ? { role, storeId, ...(giving.hours && { hours: giving.hours }) } : null;
}

/**
 * Until when a share of these cameras may last that somebody with these grants makes: while their own hours last, or
 * for good. Null where they may not share one of them, at whatever hour.
 */
export function shareableUntil(
  grants: readonly Grant[],
  {
    channels,
    right,
    now,
  }: { readonly channels: readonly ChannelPlace[]; readonly right: 'view' | 'playback'; now: number },
): number | null {
  if (grants.some((grant) => grant.role === 'owner')) return Infinity;
  const ends = channels.map(({ storeId }) => {
    const giving = storeGrantsIn(grants, storeId).filter((grant) => {
      const held = rightsOfStoreGrant(grant);
      return held.includes('share') && held.includes(right);
    });
    return giving.length === 0 ? null : Math.max(...giving.map((grant) => closingOf(grant, now)));
  });
  return ends.every((end) => end !== null) ? Math.min(...ends) : null;
}

function closingOf({ hours }: StoreGrantDocument, now: number): number {
  return hours ? nextClosing(hours, hours.zone, now) : Infinity;
}

/** What somebody holds who takes up what an invitation gives: nobody loses anything by it. */
export function withGiven(held: readonly Grant[], given: readonly Grant[]): readonly Grant[] {
  return given.reduce(withOne, held);
}

/** Whether taking up what an invitation gives would change nothing for somebody. */
export function gainsNothing(held: readonly Grant[], given: readonly Grant[]): boolean {
  const after = withGiven(held, given);
  return after.length === held.length && after.every((grant, index) => grant === held[index]);
}

/** In how many stores of an invitation somebody has a place, in whatever role. None for who is out of all of them. */
export function storesStillIn(
  held: readonly Grant[],
  { role, storeIds }: Pick<InviteDocument, 'role' | 'storeIds'>,
): number | null {
  if (held.some((grant) => grant.role === 'owner')) return storeIds.length;
  const stores = storeIds.filter((storeId) => storeGrantsIn(held, storeId).length > 0);
  return role === 'owner' || stores.length === 0 ? null : stores.length;
}

function withOne(held: readonly Grant[], given: Grant): readonly Grant[] {
  switch (given.role) {
    case 'owner':
      return held.some(({ role }) => role === 'owner') ? held : [given, ...held];
    case 'guest':
      return held.some((grant) => grant.role === 'guest' && grant.shareId === given.shareId) ? held : [...held, given];
    case 'manager':
    case 'staff': {
      const [before] = storeGrantsIn(held, given.storeId);
      if (held.some(({ role }) => role === 'owner')) return held;
      if (!before) return [...held, given];
      return held.map((grant) => (grant === before ? better(before, given) : grant));
    }
  }
}

/** The one that gives more; of two that give different things, both where their hours agree, and else the higher role. */
function better(before: StoreGrantDocument, given: StoreGrantDocument): StoreGrantDocument {
  const [had, gets] = [rightsOfStoreGrant(before), rightsOfStoreGrant(given)];
  const keepsHours = covers(before.hours ?? null, given.hours ?? null);
  if (keepsHours && gets.every((right) => had.includes(right))) return before;
  const givesHours = covers(given.hours ?? null, before.hours ?? null);
  if (givesHours && had.every((right) => gets.includes(right))) return given;
  const role = before.role === 'manager' ? before.role : given.role;
  if (keepsHours && givesHours)
    return { ...given, role, rights: EVERY_RIGHT.filter((right) => had.includes(right) || gets.includes(right)) };
  return before.role === role ? before : given;
}

const storeGrantsIn = (grants: readonly Grant[], storeId: StoreId): readonly StoreGrantDocument[] =>
  grants.filter((grant): grant is StoreGrantDocument => 'storeId' in grant && grant.storeId === storeId);
