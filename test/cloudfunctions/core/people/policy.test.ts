import fc from 'fast-check';
import type { Grant, StoreGrantDocument } from '../../../../cloudfunctions/core/documents';
import { EVERY_RIGHT, holdGrants } from '../../../../cloudfunctions/core/grants';
import {
  knows,
  lossesOf,
  managedBy,
  mayChange,
  mayGive,
  toStoreGrant,
  withoutPlaces,
  withOwnership,
  withPlace,
  wordsOf,
  type Wish,
} from '../../../../cloudfunctions/core/people/policy';
import { rightsIn } from '../../../../cloudfunctions/core/rights';
import type { Right } from '../../../../typings/contract/domain';
import { NOON } from '../../../support/cloud-rig';

const HOUR = 3_600_000;
const ZONE = 'Asia/Shanghai';
const STORES = ['A', 'B'].map((_id, order) => ({ _id, name: _id, zone: ZONE, order }));

const minute = fc.nat(11).map((double) => double * 120);
const hours = fc
  .tuple(minute, minute)
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));
const wish: fc.Arbitrary<Wish> = fc.record({
  role: fc.constantFrom('manager', 'staff'),
  rights: fc.subarray([...EVERY_RIGHT], { minLength: 1 }),
  hours: fc.option(hours),
});
const place = fc.tuple(wish, fc.constantFrom(...STORES)).map(([wanted, store]) => toStoreGrant(wanted, store));
const grants: fc.Arbitrary<readonly Grant[]> = fc
  .array(fc.oneof({ weight: 9, arbitrary: place }, { weight: 1, arbitrary: fc.constant({ role: 'owner' } as const) }), {
    maxLength: 4,
  })
  .map((list: readonly Grant[]) => list);

/** What a share rests on. */
const SHARED: readonly Right[] = ['view', 'playback', 'share'];

const rightsAt = (list: readonly Grant[], storeId: string, now: number) =>
  rightsIn(holdGrants(list, { shares: [], now }), storeId);
const DAY = Array.from({ length: 12 }, (_, index) => NOON + index * 2 * HOUR);

test('whatever may be given, at no hour does anybody get more by it than the giver has then', () => {
  const check = fc.property(grants, place, (own, given) => {
    fc.pre(mayGive(own, given));
    for (const now of DAY) {
      const [gets, has] = [rightsAt([given], given.storeId, now), rightsAt(own, given.storeId, now)];
      expect(has).toEqual(expect.arrayContaining([...gets]));
    }
  });
  fc.assert(check, { numRuns: 300 });
});

test('what somebody holds in one piece they may give, and an owner everything', () => {
  const check = fc.property(grants, place, (own, given) => {
    expect(mayGive([{ role: 'owner' }], given)).toBe(true);
    for (const grant of own) if ('storeId' in grant) expect(mayGive(own, grant)).toBe(true);
  });
  fc.assert(check);
});

test('nobody but an owner changes an owner, or somebody who may do more in that store', () => {
  const check = fc.property(grants, grants, (own, theirs) => {
    const isOwner = own.some(({ role }) => role === 'owner');
    expect(mayChange(own, [{ role: 'owner' }, ...theirs], 'A')).toBe(isOwner);
    if (isOwner || !mayChange(own, theirs, 'A')) return;
    const ever = (list: readonly Grant[]) => DAY.flatMap((now) => rightsAt(list, 'A', now));
    expect(ever(own)).toEqual(expect.arrayContaining(ever(theirs)));
  });
  fc.assert(check, { numRuns: 300 });
});

test('a place given replaces the one in the same store and touches no other grant', () => {
  const check = fc.property(grants, place, (before, given) => {
    const after = withPlace([...before, { role: 'guest', shareId: 's' }], given);
    expect(after.filter((grant) => 'storeId' in grant && grant.storeId === given.storeId)).toEqual([given]);
    const others = (list: readonly Grant[]) =>
      list.filter((grant) => !('storeId' in grant && grant.storeId === given.storeId));
    expect(others(after)).toEqual([...others(before), { role: 'guest', shareId: 's' }]);
  });
  fc.assert(check);
});

test('whoever manages a store no more loses the invitations to it, and no others', () => {
  const check = fc.property(grants, grants, (before, after) => {
    const { manage } = lossesOf(before, after);
    for (const { _id } of STORES) {
      const ever = (list: readonly Grant[]) => DAY.some((now) => rightsAt(list, _id, now).includes('manage'));
      if (ever(before) && !ever(after)) expect(manage === null || manage.includes(_id)).toBe(true);
      else if (!before.some(({ role }) => role === 'owner')) expect(manage).not.toContain(_id);
    }
  });
  fc.assert(check, { numRuns: 300 });
});

test('no share goes on that shows what its maker may not share any more, right by right and hour by hour', () => {
  const check = fc.property(grants, grants, (before, after) => {
    const { share } = lossesOf(before, after);
    for (const { _id } of STORES) {
      const isShort = DAY.some((now) => {
        const [had, has] = [before, after].map((list) => rightsAt(list, _id, now));
        const rested = had!.includes('share') ? had!.filter((right) => SHARED.includes(right)) : [];
        return rested.some((right) => !has!.includes(right));
      });
      if (isShort) expect(share === null || share.includes(_id)).toBe(true);
      const shared = DAY.some((now) => rightsAt(before, _id, now).includes('share'));
      if (!shared) expect(share).not.toContain(_id);
    }
    expect(lossesOf(before, [...after, ...before])).toEqual({ share: [], manage: [] });
  });
  fc.assert(check, { numRuns: 300 });
});

test('a share rests on all that is held in its store, whichever place gives it', () => {
  const sharing: Grant = { role: 'manager', storeId: 'B', rights: ['share'] };
  const watching: Grant = { role: 'manager', storeId: 'B', rights: ['view', 'manage'] };
  expect(lossesOf([watching, sharing], [sharing])).toEqual({ share: ['B'], manage: ['B'] });
  expect(lossesOf([watching, sharing], [sharing, watching])).toEqual({ share: [], manage: [] });
});

test('what an owner made falls with the ownership, wherever it was made', () => {
  const former: readonly Grant[] = [{ role: 'manager', storeId: 'A' }];
  expect(lossesOf(withOwnership(former, true), former)).toEqual({ share: null, manage: null });
  expect(lossesOf(former, withOwnership(former, true))).toEqual({ share: [], manage: [] });
});

test('a manager of one store knows the owners and who is in that store, but no guest and nobody from elsewhere', () => {
  const managed = managedBy(holdGrants([{ role: 'manager', storeId: 'A' }], { shares: [], now: NOON }));
  expect(knows(managed, [{ role: 'owner' }])).toBe(true);
  expect(knows(managed, [{ role: 'staff', storeId: 'A' }])).toBe(true);
  expect(knows(managed, [{ role: 'staff', storeId: 'B' }])).toBe(false);
  expect(knows(managed, [{ role: 'guest', shareId: 's' }])).toBe(false);
  expect(knows(managed, [])).toBe(false);
  expect(knows([], [{ role: 'owner' }])).toBe(false);
  expect(knows(null, [{ role: 'guest', shareId: 's' }])).toBe(false);
});

test('a manager manages in their own hours, at the store’s clocks', () => {
  const day: StoreGrantDocument = { role: 'manager', storeId: 'A', hours: { from: 480, to: 1080, zone: ZONE } };
  const at = (now: number) => managedBy(holdGrants([day], { shares: [], now }));
  expect(at(NOON)).toEqual([]); // 20:00 in Shanghai
  expect(at(NOON - 3 * HOUR)).toEqual(['A']);
});

test('hours of one clock are not given by hours of another', () => {
  const own: StoreGrantDocument = { role: 'manager', storeId: 'A', hours: { from: 480, to: 1080, zone: 'Asia/Tokyo' } };
  const given: StoreGrantDocument = { role: 'staff', storeId: 'A', hours: { from: 600, to: 660, zone: ZONE } };
  expect(mayGive([own], given)).toBe(false);
  expect(mayGive([own], { ...given, hours: { ...given.hours!, zone: 'Asia/Tokyo' } })).toBe(true);
  expect(mayGive([own], { role: 'staff', storeId: 'A' })).toBe(false);
});

test('what is kept of a place says neither the role’s own rights nor hours that are always', () => {
  const store = STORES[0]!;
  const usual = ['capture', 'talk', 'view', 'playback', 'ptz'] as const;
  expect(toStoreGrant({ role: 'staff', rights: usual, hours: null }, store)).toEqual({ role: 'staff', storeId: 'A' });
  const few = toStoreGrant({ role: 'staff', rights: ['playback', 'view'], hours: { from: 480, to: 1320 } }, store);
  expect(few).toEqual({
    ...{ role: 'staff', storeId: 'A', rights: ['view', 'playback'] },
    hours: { from: 480, to: 1320, zone: ZONE },
  });
  expect(wordsOf(few)).toBe('staff view,playback 08:00-22:00');
});

test('places can be taken in some stores or in all, without touching a guest or an owner', () => {
  const all: readonly Grant[] = [
    { role: 'owner' },
    { role: 'staff', storeId: 'A' },
    { role: 'staff', storeId: 'B' },
    { role: 'guest', shareId: 's' },
  ];
  expect(withoutPlaces(all, ['A'])).toEqual([all[0], all[2], all[3]]);
  expect(withoutPlaces(all, null)).toEqual([all[0], all[3]]);
});
