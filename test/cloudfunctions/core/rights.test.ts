import fc from 'fast-check';
import type { Grant } from '../../../cloudfunctions/core/documents';
import { holdGrants, type HeldGrant } from '../../../cloudfunctions/core/grants';
import { filterOf } from '../../../cloudfunctions/core/repository/channel-filter';
import {
  closedUntil,
  decide,
  isWatermarked,
  pastOn,
  rightsIn,
  rightsOn,
  roleOf,
  scopeOf,
} from '../../../cloudfunctions/core/rights';
import type { ShareDocument } from '../../../cloudfunctions/core/tickets/documents';
import { makeChannel, NOON } from '../../support/cloud-rig';
import { makeShare } from '../../support/make-share';
import { MemoryDatabase } from '../../support/memory-database';

const HOUR = 3_600_000;
/** 20:00 in Shanghai. */
const NOW = NOON;
const camera = { _id: 'c1', storeId: 'A' };
const elsewhere = { _id: 'c9', storeId: 'B' };
const DAYTIME = { from: 8 * 60, to: 18 * 60, zone: 'Asia/Shanghai' };
const PAST = { place: 'device', from: NOW - 2 * HOUR, to: NOW - HOUR } as const;

const held = (grants: readonly Grant[], shares: readonly ShareDocument[] = [], now = NOW): readonly HeldGrant[] =>
  holdGrants(grants, { shares, now });
const guest: Grant = { role: 'guest', shareId: 'share' };
const guestOf = (share: Partial<ShareDocument> = {}) => held([guest], [makeShare({ channelIds: ['c1'], ...share })]);

test('an owner may do everything everywhere', () => {
  expect(rightsOn(held([{ role: 'owner' }]), camera)).toHaveLength(7);
  expect(rightsIn(held([{ role: 'owner' }]), 'A')).toHaveLength(7);
});

test('a manager may do everything in the own store and nothing in another', () => {
  const grants = held([{ role: 'manager', storeId: 'A' }]);
  expect(rightsOn(grants, camera)).toHaveLength(7);
  expect(rightsOn(grants, elsewhere)).toEqual([]);
  expect(rightsIn(grants, 'B')).toEqual([]);
});

test('staff may look, steer and talk in their store, but neither share nor manage', () => {
  const rights = rightsOn(held([{ role: 'staff', storeId: 'A' }]), camera);
  expect(rights).toEqual(['view', 'playback', 'ptz', 'talk', 'capture']);
});

test('single rights may be switched on or off for one person', () => {
  const grants = held([{ role: 'staff', storeId: 'A', rights: ['view', 'share'] }]);
  expect(rightsOn(grants, camera)).toEqual(['view', 'share']);
  expect(decide(grants, camera, 'ptz').kind).toBe('permission-denied');
});

test('a right that a role lacks on a visible camera is permission-denied', () => {
  expect(decide(held([{ role: 'staff', storeId: 'A' }]), camera, 'manage').kind).toBe('permission-denied');
});

test('a camera of another store is answered like one that does not exist', () => {
  const staff = held([{ role: 'staff', storeId: 'A' }]);
  expect(decide(staff, elsewhere, 'view').kind).toBe('not-found');
  expect(decide(staff, null, 'view').kind).toBe('not-found');
});

test('a stranger hears the same about a camera whether it exists or not', () => {
  expect(decide([], camera, 'view').kind).toBe('permission-denied');
  expect(decide([], null, 'view').kind).toBe('permission-denied');
});

describe('hours', () => {
  const grants = held([{ role: 'staff', storeId: 'A', hours: DAYTIME }]);
  const opensAt = Date.UTC(2026, 0, 2);

  test('outside them nothing is to be seen, and it is said when it will be', () => {
    expect(rightsOn(grants, camera)).toEqual([]);
    expect(scopeOf(grants)).toEqual({ kind: 'some', storeIds: [], managedIds: [], channelIds: [] });
    expect(decide(grants, camera, 'view')).toEqual({ kind: 'outside-hours', until: opensAt });
    expect(closedUntil(grants)).toBe(opensAt);
  });

  test('they take no membership away, and tell nothing of other stores', () => {
    expect(roleOf(grants)).toBe('staff');
    expect(decide(grants, elsewhere, 'view').kind).toBe('not-found');
    expect(decide(grants, camera, 'manage').kind).toBe('permission-denied');
  });

  test('within them the grant holds as ever', () => {
    const now = held([{ role: 'staff', storeId: 'A', hours: DAYTIME }], [], NOW - 4 * HOUR);
    expect(rightsOn(now, camera)).toHaveLength(5);
    expect(closedUntil(now)).toBeNull();
  });

  test('of one store do not close another', () => {
    const both = held([
      { role: 'staff', storeId: 'A', hours: DAYTIME },
      { role: 'staff', storeId: 'B' },
    ]);
    expect(closedUntil(both)).toBeNull();
    expect(rightsOn(both, elsewhere)).toHaveLength(5);
  });
});

describe('a guest', () => {
  test('sees the shared cameras and may do nothing else with them', () => {
    expect(rightsOn(guestOf(), camera)).toEqual(['view']);
    expect(rightsIn(guestOf(), 'A')).toEqual([]);
  });

  test('is a stranger again from the very instant the share ends', () => {
    expect(decide(guestOf({ until: NOW + 1 }), camera, 'view').kind).toBe('allowed');
    expect(roleOf(guestOf({ until: NOW }))).toBeNull();
  });

  test('is a stranger again as soon as the share is taken back, or gone', () => {
    expect(roleOf(guestOf({ revokedAt: NOW }))).toBeNull();
    expect(roleOf(held([guest], []))).toBeNull();
  });

  test('of a stretch of the past sees that and not the camera as it is now', () => {
    const grants = guestOf({ past: PAST });
    expect(rightsOn(grants, camera)).toEqual(['playback']);
    expect(pastOn(grants, camera)).toEqual([PAST]);
    expect(decide(grants, camera, 'view').kind).toBe('permission-denied');
  });

  test('who is staff as well looks back without bounds and without the name over the picture', () => {
    const shares = [makeShare({ channelIds: ['c1'], past: PAST, watermark: true })];
    const both = held([guest, { role: 'staff', storeId: 'A' }], shares);
    expect(pastOn(both, camera)).toBeNull();
    expect(isWatermarked(both, camera, 'playback')).toBe(false);
    expect(isWatermarked(held([guest], shares), camera, 'playback')).toBe(true);
  });
});

test('of several grants the highest names the role, and rights add up', () => {
  const grants = [...guestOf(), ...held([{ role: 'staff', storeId: 'B' }])];
  expect(roleOf(grants)).toBe('staff');
  expect(rightsOn(grants, camera)).toEqual(['view']);
});

describe('a hidden camera', () => {
  const hidden = { ...camera, hidden: true };

  test('is there for who manages it, as any other', () => {
    expect(rightsOn(held([{ role: 'owner' }]), hidden)).toHaveLength(7);
    expect(rightsOn(held([{ role: 'manager', storeId: 'A' }]), hidden)).toHaveLength(7);
    const keeper = held([{ role: 'staff', storeId: 'A', rights: ['view', 'manage'] }]);
    expect(rightsOn(keeper, hidden)).toEqual(['view', 'manage']);
  });

  test('is not there for anybody else, not even outside their hours or by a share', () => {
    const staff = held([{ role: 'staff', storeId: 'A' }]);
    expect(rightsOn(staff, hidden)).toEqual([]);
    expect(decide(staff, hidden, 'view').kind).toBe('not-found');
    expect(decide(held([{ role: 'staff', storeId: 'A', hours: DAYTIME }]), hidden, 'view').kind).toBe('not-found');
    expect(decide(guestOf(), hidden, 'view').kind).toBe('not-found');
    expect(rightsOn(held([{ role: 'manager', storeId: 'A', rights: ['view', 'share'] }]), hidden)).toEqual([]);
  });

  test('says to its manager when it is to be seen again', () => {
    const closed = held([{ role: 'manager', storeId: 'A', hours: DAYTIME }]);
    expect(decide(closed, hidden, 'view').kind).toBe('outside-hours');
  });
});

const ids = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const storeIds = ['A', 'B', 'C'];
const storeId = fc.constantFrom(...storeIds);
const role = fc.constantFrom('manager' as const, 'staff' as const);
const grant: fc.Arbitrary<Grant> = fc.oneof(
  fc.constant<Grant>({ role: 'owner' }),
  fc.record({ role, storeId }),
  fc.record({ role, storeId, hours: fc.constantFrom(DAYTIME, { ...DAYTIME, to: 22 * 60 }) }),
  fc.record({ role: fc.constant('guest' as const), shareId: fc.constantFrom('alive', 'over', 'revoked') }),
);
const shares = fc
  .subarray(ids)
  .map((channelIds) => [
    makeShare({ _id: 'alive', channelIds }),
    makeShare({ _id: 'over', channelIds, until: NOW }),
    makeShare({ _id: 'revoked', channelIds, revokedAt: NOW - 1 }),
  ]);

test('the list shows exactly the channels on which some right is held', async () => {
  const database = new MemoryDatabase();
  const all = ids.map((id, index) => {
    const store = { _id: storeIds[index % 3]!, order: index % 3, name: 'store' };
    return makeChannel('account', id, { store, name: id, overrides: { _id: id, hidden: index >= 3 } });
  });
  await database.collection('channels').add(all);
  await fc.assert(
    fc.asyncProperty(fc.array(grant, { maxLength: 4 }), shares, async (stored, known) => {
      const grants = held(stored, known);
      const anyOf = filterOf(scopeOf(grants), {});
      const shown = anyOf.length === 0 ? [] : await database.collection('channels').find({ where: anyOf, limit: 10 });
      const allowed = all.filter((channel) => rightsOn(grants, channel).length > 0);
      expect(shown.map(({ _id }) => _id).sort()).toEqual(allowed.map(({ _id }) => _id).sort());
    }),
  );
});
