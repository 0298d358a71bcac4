import fc from 'fast-check';
import type { Grant } from '../../../cloudfunctions/core/documents';
import { filterOf } from '../../../cloudfunctions/core/repository/channel-filter';
import { decide, rightsOn, roleOf, scopeOf } from '../../../cloudfunctions/core/rights';
import { MemoryDatabase } from '../../support/memory-database';
import { makeChannel } from '../../support/cloud-rig';

const NOW = 1_000_000;
const camera = { _id: 'c1', storeId: 'A' };
const guestOf = (until: number): Grant => ({ role: 'guest', channelIds: ['c1'], rights: ['view'], until });

test('an owner may do everything everywhere', () => {
  expect(rightsOn([{ role: 'owner' }], camera, NOW)).toHaveLength(7);
});

test('a manager may do everything in the own store and nothing in another', () => {
  const grants: Grant[] = [{ role: 'manager', storeId: 'A' }];
  expect(rightsOn(grants, camera, NOW)).toHaveLength(7);
  expect(rightsOn(grants, { ...camera, storeId: 'B' }, NOW)).toEqual([]);
});

test('staff may look, steer and talk in their store, but neither share nor manage', () => {
  const rights = rightsOn([{ role: 'staff', storeId: 'A' }], camera, NOW);
  expect(rights).toEqual(['view', 'playback', 'ptz', 'talk', 'capture']);
});

test('a right that a role lacks on a visible camera is permission-denied', () => {
  const staff = { grants: [{ role: 'staff', storeId: 'A' } as const], now: NOW };
  expect(decide(staff, camera, 'manage')).toBe('permission-denied');
});

test('a camera of another store is answered like one that does not exist', () => {
  const staff = { grants: [{ role: 'staff', storeId: 'A' } as const], now: NOW };
  expect(decide(staff, { _id: 'c9', storeId: 'B' }, 'view')).toBe('not-found');
  expect(decide(staff, null, 'view')).toBe('not-found');
});

test('a stranger hears the same about a camera whether it exists or not', () => {
  const stranger = { grants: [], now: NOW };
  expect(decide(stranger, camera, 'view')).toBe('permission-denied');
  expect(decide(stranger, null, 'view')).toBe('permission-denied');
});

test('a guest is a stranger again from the very instant the grant ends', () => {
  expect(decide({ grants: [guestOf(NOW + 1)], now: NOW }, camera, 'view')).toBe('allowed');
  expect(decide({ grants: [guestOf(NOW)], now: NOW }, camera, 'view')).toBe('permission-denied');
  expect(roleOf([guestOf(NOW)], NOW)).toBeNull();
});

test('of several grants the highest names the role, and rights add up', () => {
  const grants: Grant[] = [guestOf(NOW + 1), { role: 'staff', storeId: 'B' }];
  expect(roleOf(grants, NOW)).toBe('staff');
  expect(rightsOn(grants, camera, NOW)).toEqual(['view']);
});

const ids = ['c1', 'c2', 'c3', 'c4'];
const storeIds = ['A', 'B', 'C'];
const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.constant<Grant>({ role: 'owner' }),
  fc.record({ role: fc.constantFrom('manager' as const, 'staff' as const), storeId: fc.constantFrom(...storeIds) }),
  fc.record({
    role: fc.constant('guest' as const),
    channelIds: fc.subarray(ids),
    rights: fc.constantFrom(['view' as const], []),
    until: fc.constantFrom(NOW - 1, NOW + 1),
  }),
);

test('the list shows exactly the channels on which some right is held', async () => {
  const database = new MemoryDatabase();
  const all = ids.map((id, index) => {
    const store = { _id: storeIds[index % 3]!, order: index % 3, name: 'store' };
    return makeChannel('account', id, { store, name: id, overrides: { _id: id } });
  });
  await database.collection('channels').add(all);
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 4 }), async (grants) => {
      const anyOf = filterOf(scopeOf(grants, NOW), {});
      const shown = anyOf.length === 0 ? [] : await database.collection('channels').find({ where: anyOf, limit: 10 });
      const allowed = all.filter((channel) => rightsOn(grants, channel, NOW).length > 0);
      expect(shown.map(({ _id }) => _id).sort()).toEqual(allowed.map(({ _id }) => _id).sort());
    }),
  );
});
