import type { Right, StoreId } from '../../../typings/contract/domain';
import type { Hours } from '../../../typings/contract/people';
import { storeGrantsOf } from '../describe-grants';
import type { Grant, StoreDocument, StoreGrantDocument } from '../documents';
import { EVERY_RIGHT, RIGHTS_OF_ROLE, rightsOfStoreGrant, type HeldGrant } from '../grants';
import { covers } from '../hours';
import { decide, type Verdict } from '../rights';

/** What a place in a store is to be. */
export interface Wish {
  readonly role: 'manager' | 'staff';
  readonly rights: readonly Right[];
  readonly hours: Hours | null;
}

/** The stores that somebody manages at this hour; null for all there are. */
export function managedBy(grants: readonly HeldGrant[]): readonly StoreId[] | null {
  if (isOwner(grants)) return null;
  return grants.flatMap((grant) =>
    'storeId' in grant && grant.closedUntil === null && grant.rights.includes('manage') ? [grant.storeId] : [],
  );
}

/** Whether somebody may do something in a store now. One where they never may anything is like one that is not there. */
export function decideIn(grants: readonly HeldGrant[], storeId: StoreId, right: Right): Verdict {
  return decide(grants, { _id: '', storeId }, right);
}

export const isOwner = (grants: readonly Pick<Grant, 'role'>[]): boolean => grants.some(({ role }) => role === 'owner');

/** Whether somebody who manages these stores knows whoever holds these grants: the owners, and who is in one of them. */
export function knows(managed: readonly StoreId[] | null, grants: readonly Grant[]): boolean {
  if (isOwner(grants)) return managed === null || managed.length > 0;
  return storeGrantsOf(grants).some(({ storeId }) => managed === null || managed.includes(storeId));
}

/** Whether whoever holds `own` may give this: every right of it, for all of its hours, is theirs in that store. */
export function mayGive(own: readonly Grant[], given: StoreGrantDocument): boolean {
  if (isOwner(own)) return true;
  return rightsOfStoreGrant(given).every((right) =>
    storeGrantsOf(own).some(
      (held) => held.storeId === given.storeId && rightsOfStoreGrant(held).includes(right) && lasts(held, given),
    ),
  );
}

/** Whether whoever holds `own` may change somebody's place in a store: nobody who may do more there, and no owner. */
export function mayChange(own: readonly Grant[], theirs: readonly Grant[], storeId: StoreId): boolean {
  if (isOwner(own)) return true;
  return !isOwner(theirs) && everIn(theirs, storeId).every((right) => everIn(own, storeId).includes(right));
}

/** A place as it is kept: what follows from the role or the store is not said twice. */
export function toStoreGrant(
  { role, rights, hours }: Wish,
  { _id, zone }: Pick<StoreDocument, '_id' | 'zone'>,
): StoreGrantDocument {
  const chosen = EVERY_RIGHT.filter((right) => rights.includes(right));
  const isUsual = chosen.length === RIGHTS_OF_ROLE[role].length && chosen.every((one) => isRightOf(role, one));
  return {
    role,
    storeId: _id,
    ...(!isUsual && { rights: chosen }),
    ...(hours && { hours: { from: hours.from, to: hours.to, zone } }),
  };
}

/** With this place instead of any in the same store. */
export function withPlace(grants: readonly Grant[], place: StoreGrantDocument): readonly Grant[] {
  return [...withoutPlaces(grants, [place.storeId]), place];
}

/** Without the places in these stores, or, with null, in any; what a guest or an owner holds is not one. */
export function withoutPlaces(grants: readonly Grant[], storeIds: readonly StoreId[] | null): readonly Grant[] {
  return grants.filter((grant) => !('storeId' in grant) || (storeIds !== null && !storeIds.includes(grant.storeId)));
}

export function withOwnership(grants: readonly Grant[], owner: boolean): readonly Grant[] {
  const others = grants.filter(({ role }) => role !== 'owner');
  return owner ? [{ role: 'owner' }, ...others] : others;
}

/** A place in the audit's few words, such as `staff view,playback 08:00-22:00`. */
export function wordsOf(place: StoreGrantDocument): string {
  const { role, hours } = place;
  const words = [role, rightsOfStoreGrant(place).join(',')];
  return [...words, ...(hours ? [`${timeOf(hours.from)}-${timeOf(hours.to)}`] : [])].join(' ');
}

/** Where somebody loses what their invitations and shares rest on; null for everywhere. */
export interface Losses {
  readonly manage: readonly StoreId[] | null;
  readonly share: readonly StoreId[] | null;
}

/** Besides `share` itself, what a share shows by. */
const SHARED: readonly Right[] = ['view', 'playback', 'share'];

/** Whoever was an owner made them as one, in whatever store: they lose it everywhere. */
export function lossesOf(before: readonly Grant[], after: readonly Grant[]): Losses {
  if (isOwner(after)) return { manage: [], share: [] };
  if (isOwner(before)) return { manage: null, share: null };
  const places = storeGrantsOf(before);
  // All that is held in a store is what a share rests on, whichever place it comes by.
  const shares = places.filter(({ storeId }) => everIn(before, storeId).includes('share'));
  const mayStillShare = (place: StoreGrantDocument): boolean =>
    mayGive(after, { ...place, rights: SHARED.filter((right) => rightsOfStoreGrant(place).includes(right)) });
  // What an invitation gives is judged when it is taken up; who has opened a share is not judged by its maker again.
  const unmanaged = places.filter(({ storeId }) => manages(before, storeId) && !manages(after, storeId));
  const unshared = shares.filter((place) => !mayStillShare(place));
  return { manage: storesOf(unmanaged), share: storesOf(unshared) };
}

const manages = (grants: readonly Grant[], storeId: StoreId): boolean => everIn(grants, storeId).includes('manage');

const storesOf = (places: readonly StoreGrantDocument[]): readonly StoreId[] => [
  ...new Set(places.map(({ storeId }) => storeId)),
];

/** All that somebody may do in a store, at whatever hour. */
function everIn(grants: readonly Grant[], storeId: StoreId): readonly Right[] {
  if (isOwner(grants)) return EVERY_RIGHT;
  return storeGrantsOf(grants).flatMap((grant) => (grant.storeId === storeId ? rightsOfStoreGrant(grant) : []));
}

/** Whether one holds whenever the other would. Hours of different clocks do not compare. */
function lasts({ hours: own }: StoreGrantDocument, { hours: given }: StoreGrantDocument): boolean {
  if (!own) return true;
  return given !== undefined && own.zone === given.zone && covers(own, given);
}

function isRightOf(role: 'manager' | 'staff', right: Right): boolean {
  return RIGHTS_OF_ROLE[role].includes(right);
}

function timeOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((number) => String(number).padStart(2, '0')).join(':');
}
