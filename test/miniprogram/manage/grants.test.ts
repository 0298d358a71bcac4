import * as fc from 'fast-check';

import type { Right } from '../../../typings/contract/domain';
import type { Hours } from '../../../typings/contract/people';
import { covers as coversInCloud } from '../../../cloudfunctions/core/hours';
import { RIGHTS_OF_ROLE as RIGHTS_IN_CLOUD } from '../../../cloudfunctions/core/grants';
import {
  changeOf,
  covers,
  EVERY_RIGHT,
  hoursFault,
  lockOf,
  mayChange,
  mayGive,
  newGrant,
  RIGHTS_OF_ROLE,
  withLimit,
  withRight,
  withRole,
  type GrantDraft,
  type Holding,
} from '../../../miniprogram/manage/stores/grants';

const ALL: Holding = { rights: EVERY_RIGHT, hours: null };
const STAFF: GrantDraft = { role: 'staff', rights: RIGHTS_OF_ROLE.staff, hours: null };
const NIGHT: Hours = { from: 1320, to: 360 };

const minutes = fc.integer({ min: 0, max: 1439 });
const anyHours = fc.option(
  fc.record({ from: minutes, to: minutes }).filter(({ from, to }) => from !== to),
  { nil: null },
);
const anyRights = fc
  .subarray([...EVERY_RIGHT])
  .map((rights): readonly Right[] => EVERY_RIGHT.filter((right) => right === 'view' || rights.includes(right)));

test('roles give on the phone what they give in the cloud', () => {
  expect(RIGHTS_OF_ROLE.manager).toEqual(RIGHTS_IN_CLOUD.manager);
  expect(RIGHTS_OF_ROLE.staff).toEqual(RIGHTS_IN_CLOUD.staff);
});

test('hours lie within others on the phone exactly where they do in the cloud', () => {
  fc.assert(fc.property(anyHours, anyHours, (outer, inner) => covers(outer, inner) === coversInCloud(outer, inner)));
});

test('hours over midnight lie within others over midnight, and not within a day', () => {
  expect(covers(NIGHT, { from: 1380, to: 60 })).toBe(true);
  expect(covers(NIGHT, { from: 1380, to: 420 })).toBe(false);
  expect(covers({ from: 360, to: 1320 }, NIGHT)).toBe(false);
});

test('whatever is chosen one after the other, nobody is given more than the caller holds, and watching always', () => {
  const step = fc.oneof(
    fc.constantFrom('manager' as const, 'staff' as const).map((role) => ({ role })),
    fc.record({ right: fc.constantFrom(...EVERY_RIGHT), on: fc.boolean() }),
  );
  fc.assert(
    fc.property(anyRights, fc.array(step), (rights, steps) => {
      const holding: Holding = { rights, hours: null };
      const end = steps.reduce<GrantDraft>((draft, one) => {
        if ('role' in one) return withRole(draft, one.role, holding);
        return lockOf(one.right, holding) === null ? withRight(draft, one.right, one.on) : draft;
      }, newGrant(holding));
      expect(end.rights).toContain('view');
      expect(mayChange(end, holding)).toBe(true);
    }),
  );
});

test('who comes new begins as staff, at the caller’s own hours', () => {
  expect(newGrant({ rights: ['view', 'playback', 'manage'], hours: NIGHT })).toEqual({
    role: 'staff',
    rights: ['view', 'playback'],
    hours: NIGHT,
  });
});

test('a right that the caller lacks is locked, and so is watching', () => {
  expect(lockOf('view', ALL)).toBe('always');
  expect(lockOf('talk', { rights: ['view', 'manage'], hours: null })).toBe('not-held');
  expect(lockOf('talk', ALL)).toBeNull();
});

test('a role can be given by who holds all of it', () => {
  const lesser: Holding = { rights: [...RIGHTS_OF_ROLE.staff, 'manage'], hours: null };
  expect([mayGive('staff', lesser), mayGive('manager', lesser)]).toEqual([true, false]);
});

test('limited hours begin with those it had, else the caller’s, else a working day', () => {
  expect(withLimit({ ...STAFF, hours: NIGHT }, true, ALL).hours).toEqual(NIGHT);
  expect(withLimit(STAFF, true, { rights: EVERY_RIGHT, hours: NIGHT }).hours).toEqual(NIGHT);
  expect(withLimit(STAFF, true, ALL).hours).toEqual({ from: 540, to: 1080 });
  expect(withLimit({ ...STAFF, hours: NIGHT }, false, ALL).hours).toBeNull();
});

test('hours of no length, and such beyond the caller’s own, cannot be given', () => {
  expect(hoursFault({ from: 60, to: 60 }, ALL)).toBe('none');
  expect(hoursFault(null, { rights: EVERY_RIGHT, hours: NIGHT })).toBe('beyond');
  expect(hoursFault({ from: 1380, to: 60 }, { rights: EVERY_RIGHT, hours: NIGHT })).toBeNull();
});

test('a change says what is new and what goes, and nothing where nothing is', () => {
  expect(changeOf(STAFF, { ...STAFF, rights: [...STAFF.rights] })).toBeNull();
  expect(changeOf(STAFF, { role: 'manager', rights: ['view', 'share'], hours: NIGHT })).toEqual({
    role: 'manager',
    added: ['share'],
    removed: ['playback', 'ptz', 'talk', 'capture'],
    hours: { hours: NIGHT },
  });
  expect(changeOf(null, STAFF)).toMatchObject({ role: 'staff', added: STAFF.rights });
});
