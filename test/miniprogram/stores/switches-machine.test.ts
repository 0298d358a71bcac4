import fc from 'fast-check';

import type { SwitchChange } from '../../../typings/contract/control';
import { done, failed, GUARD_MS, read, wish } from '../../../miniprogram/live/stores/switches/machine';
import { initialSwitch, shownOn, type SwitchState } from '../../../miniprogram/live/stores/switches/state';
import { NOON } from '../support/phone';

const MASK_ON: SwitchChange = { name: 'mask', on: true };
const CAMERA_OFF: SwitchChange = { name: 'camera', on: false };
const readable = read(initialSwitch, false);

test('what can be read moves before it is answered, and stays so', () => {
  const wished = wish(readable, MASK_ON, NOON);
  expect([shownOn(readable), shownOn(wished), shownOn(done(wished, true))]).toEqual([false, true, true]);
});

test('what cannot be read claims nothing until it is done, and then only that it was told', () => {
  const wished = wish(initialSwitch, CAMERA_OFF, NOON);
  expect([shownOn(wished), wished.work]).toEqual([null, CAMERA_OFF]);
  expect(done(wished, null)).toMatchObject({ standing: { kind: 'told', change: CAMERA_OFF }, work: null });
});

test('a refusal returns to the true state', () => {
  const refused = failed(wish(readable, MASK_ON, NOON), { code: 'device-offline', retryAt: null }, NOON);
  expect(shownOn(refused)).toBe(false);
  expect(refused.result).toEqual({ kind: 'refused', change: MASK_ON, code: 'device-offline' });
});

test.each(['timeout', 'vendor-unavailable', 'internal'] as const)(
  'after %s nobody knows how it stands until it is read again',
  (code) => {
    const silent = failed(wish(readable, MASK_ON, NOON), { code, retryAt: null }, NOON);
    expect(shownOn(silent)).toBeNull();
    expect(silent.result).toEqual({ kind: 'unanswered', change: MASK_ON, code });
    expect(shownOn(read(silent, true))).toBe(true);
  },
);

test('what was done but could not be read back is shown as it was wished', () => {
  expect(shownOn(done(wish(readable, MASK_ON, NOON), null))).toBe(true);
});

test('an answer to a question from before the change counts for nothing', () => {
  expect(shownOn(read(wish(readable, MASK_ON, NOON), false))).toBe(true);
});

test('a switch rests for five seconds after a change, and says so', () => {
  const changed = done(wish(readable, MASK_ON, NOON), true);
  const early = wish(changed, { name: 'mask', on: false }, NOON + GUARD_MS - 1);
  expect([early.work, early.result]).toEqual([null, { kind: 'resting' }]);
  expect(wish(changed, { name: 'mask', on: false }, NOON + GUARD_MS).work).not.toBeNull();
});

test.each([
  ['as the cloud says', NOON + 3_200, NOON + 3_200],
  ['as long as the guard, when the cloud names no time', null, NOON + GUARD_MS],
  ['as long as the guard, when the phone’s clock is ahead', NOON - 60_000, NOON + GUARD_MS],
  ['no longer than a minute, when the phone’s clock is behind', NOON + 3_600_000, NOON + 60_000],
])('after somebody else’s change it rests %s', (_how, retryAt, restsUntil) => {
  const refused = failed(wish(readable, MASK_ON, NOON), { code: 'rate-limited', retryAt }, NOON);
  expect(refused).toMatchObject({ work: null, restsUntil, result: { kind: 'resting' } });
  expect(shownOn(refused)).toBe(false);
});

test('what has not reached the cloud may be tried again at once', () => {
  const refused = failed(wish(readable, MASK_ON, NOON), { code: 'no-network', retryAt: null }, NOON);
  expect(wish(refused, MASK_ON, NOON).work).toEqual(MASK_ON);
});

test('a mirror has no state, whatever was done to it', () => {
  const mirrored = done(wish(initialSwitch, { name: 'mirror', axis: 'both' }, NOON), null);
  expect(mirrored).toMatchObject({ standing: { kind: 'unknown' }, result: { kind: 'done' } });
});

test('whatever happens, one change is under way at most, and what is shown is what was read last', () => {
  const event = fc.oneof(
    fc.boolean().map((on) => (state: SwitchState, now: number) => wish(state, { name: 'mask', on }, now)),
    fc.boolean().map((on) => (state: SwitchState) => read(state, on)),
    fc.option(fc.boolean()).map((on) => (state: SwitchState) => done(state, on)),
    fc
      .constantFrom('timeout', 'no-network', 'rate-limited', 'device-busy')
      .map((code) => (state: SwitchState, now: number) => failed(state, { code, retryAt: null }, now)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.integer({ min: 0, max: 6_000 }))), (events) => {
      let state = initialSwitch;
      let now = NOON;
      for (const [step, ms] of events) {
        const before = state;
        state = step(state, (now += ms));
        if (before.work !== null && state.work !== null) expect(state).toEqual(before);
        if (state.work === null && state.standing.kind === 'read') expect(shownOn(state)).toBe(state.standing.on);
        expect(state.restsUntil).toBeLessThanOrEqual(now + 60_000);
      }
    }),
  );
});
