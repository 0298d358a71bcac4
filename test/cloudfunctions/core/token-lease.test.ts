import fc from 'fast-check';
import { TIMEOUT_MS } from '../../../cloudfunctions/core/http';
import type { Clock, Token, TokenLease } from '../../../cloudfunctions/core/ports';
import { createTokenLease, MOST_KNOWN, renewalDue } from '../../../cloudfunctions/core/token-lease';
import { timeout } from '../../../cloudfunctions/monitor/config.json';
import { makeClock, makeHastyClock, settle, START } from '../../support/fake-clock';
import { makeTokenStore } from '../../support/fake-token-store';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const KEY = 'ezviz:account';

/** A vendor whose tokens are called t1, t2, … and live for `life`. */
function makeVendor(clock: Clock, life = WEEK) {
  const vendor = {
    renewals: 0,
    async renew(): Promise<Token> {
      vendor.renewals += 1;
      const value = `t${vendor.renewals}`;
      await settle();
      return { value, expiresAt: clock.now() + life };
    },
  };
  return vendor;
}

function makeInstances(count: number, clock: Clock, random = () => 0.5) {
  const store = makeTokenStore();
  const instances = Array.from({ length: count }, () => createTokenLease({ store, clock, random }));
  return { store, instances, instance: (index: number): TokenLease => instances[index % count]! };
}

test('200 cold users on 20 instances make the vendor issue one token', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(20, clock);
  const values = await Promise.all(Array.from({ length: 200 }, (_, user) => instance(user).use(KEY, vendor.renew)));
  expect(vendor.renewals).toBe(1);
  expect(new Set(values)).toEqual(new Set(['t1']));
});

test('a warm instance asks neither the vendor nor the database', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance, store } = makeInstances(1, clock);
  await instance(0).use(KEY, vendor.renew);
  const before = store.operations();
  expect(await instance(0).use(KEY, vendor.renew)).toBe('t1');
  expect(store.operations()).toBe(before);
  expect(vendor.renewals).toBe(1);
});

test('when the one that renews dies, its hold lapses and another renews', async () => {
  const clock = makeClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(2, clock);
  void instance(0).use(KEY, () => new Promise<never>(() => undefined));
  await settle();
  const waiting = instance(1).use(KEY, vendor.renew);
  await clock.advance(7_000);
  expect(vendor.renewals).toBe(0);
  await clock.advance(3_000);
  expect(await waiting).toBe('t1');
});

test('those who wait for another’s renewal only read', async () => {
  const clock = makeClock();
  const { instance, store } = makeInstances(2, clock);
  void instance(0).use(KEY, () => new Promise<never>(() => undefined));
  await settle();
  const before = store.attempts();
  void instance(1).use(KEY, () => new Promise<never>(() => undefined));
  await clock.advance(5_000);
  expect(store.attempts()).toBe(before);
});

test('one who waits in vain for others gives up as vendor-unavailable', async () => {
  const clock = makeClock();
  const { instance } = makeInstances(3, clock);
  const never = (): Promise<never> => new Promise(() => undefined);
  void instance(0).use(KEY, never);
  await settle();
  const second = instance(1).use(KEY, never);
  const third = instance(2).use(KEY, never);
  const outcome = Promise.race([second, third]).catch((error: unknown) => error);
  await clock.advance(20_000);
  expect(await outcome).toMatchObject({ code: 'vendor-unavailable' });
});

test('whoever waits in vain is told so while the function has time left to ask the vendor', async () => {
  const clock = makeHastyClock();
  const store = { ...makeTokenStore(), acquire: () => Promise.resolve(false) };
  const lease = createTokenLease({ store, clock, random: () => 0.99 });
  const { renew } = makeVendor(clock);

  await expect(lease.use(KEY, renew)).rejects.toMatchObject({ code: 'vendor-unavailable' });

  expect(clock.now() - START + TIMEOUT_MS).toBeLessThan(timeout * 1000);
});

test('an instance that has seen tokens without end remembers the latest of them', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance, store } = makeInstances(1, clock);
  for (let user = 0; user <= MOST_KNOWN; user += 1) await instance(0).use(`key-${user}`, vendor.renew);
  const before = store.operations();
  await instance(0).use(`key-${MOST_KNOWN}`, vendor.renew);
  expect(store.operations()).toBe(before);
  await instance(0).use('key-0', vendor.renew);
  expect(store.operations()).toBe(before + 1);
});

test('a renewal that the vendor refuses fails its caller and leaves the next one free to try', async () => {
  const clock = makeClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(2, clock);
  await expect(instance(0).use(KEY, () => Promise.reject(new Error('wrong secret')))).rejects.toThrow('wrong secret');
  expect(await instance(1).use(KEY, vendor.renew)).toBe('t1');
});

test('near its end one instance renews while the others keep using the old token', async () => {
  const clock = makeClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(3, clock);
  for (const index of [0, 1, 2]) await instance(index).use(KEY, vendor.renew);
  await clock.advance(WEEK * 0.95);
  let deliver: (token: Token) => void = () => undefined;
  const slow = new Promise<Token>((resolve) => (deliver = resolve));
  const first = instance(0).use(KEY, () => slow);
  await settle();
  expect(await instance(1).use(KEY, vendor.renew)).toBe('t1');
  expect(await instance(2).use(KEY, vendor.renew)).toBe('t1');
  deliver({ value: 't2', expiresAt: clock.now() + WEEK });
  expect(await first).toBe('t2');
  await clock.advance(11_000);
  expect(await instance(1).use(KEY, vendor.renew)).toBe('t2');
  expect(vendor.renewals).toBe(1);
});

test('an early renewal that fails harms nobody and is not tried again at once', async () => {
  const clock = makeClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(2, clock);
  await instance(0).use(KEY, vendor.renew);
  await clock.advance(WEEK * 0.95);
  let attempts = 0;
  const failing = (): Promise<never> => {
    attempts += 1;
    return Promise.reject(new Error('down'));
  };
  for (let call = 0; call < 10; call += 1) expect(await instance(call).use(KEY, failing)).toBe('t1');
  expect(attempts).toBe(1);
});

test('a token that the vendor refuses is renewed once, however many callers held it', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(20, clock);
  const users = Array.from({ length: 200 }, (_, user) => user);
  await Promise.all(users.map((user) => instance(user).use(KEY, vendor.renew)));
  const refused = async (user: number): Promise<string> => {
    await instance(user).discard(KEY, 't1');
    return instance(user).use(KEY, vendor.renew);
  };
  const values = await Promise.all(users.map(refused));
  expect(vendor.renewals).toBe(2);
  expect(new Set(values)).toEqual(new Set(['t2']));
});

test('a late discard of an old token leaves the new one alone', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(2, clock);
  await instance(0).use(KEY, vendor.renew);
  await instance(0).discard(KEY, 't1');
  await instance(0).use(KEY, vendor.renew);
  await instance(1).discard(KEY, 't1');
  expect(await instance(1).use(KEY, vendor.renew)).toBe('t2');
  expect(vendor.renewals).toBe(2);
});

test('keys do not mix', async () => {
  const clock = makeHastyClock();
  const vendor = makeVendor(clock);
  const { instance } = makeInstances(1, clock);
  expect(await instance(0).use('a', vendor.renew)).toBe('t1');
  expect(await instance(0).use('b', vendor.renew)).toBe('t2');
});

test('a seven-day token is due at 90 % of its life, a day-long one an hour before its end', () => {
  expect(renewalDue({ value: 't', expiresAt: START + WEEK }, START)).toBe(START + 0.9 * WEEK);
  expect(renewalDue({ value: 't', expiresAt: START + 5 * HOUR }, START)).toBe(START + 4 * HOUR);
});

test('a token is due in the second half of its life and before its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 720 * 24 * HOUR }), (life) => {
      const due = renewalDue({ value: 't', expiresAt: START + life }, START) - START;
      expect(due).toBeGreaterThanOrEqual(Math.floor(life / 2));
      expect(due).toBeLessThan(life);
    }),
  );
});

test('whatever is refused and whenever, no caller gets a token it refused, and each refusal costs one renewal at most', async () => {
  const step = fc.record({ instance: fc.nat(4), refuse: fc.boolean(), waitMs: fc.nat(WEEK) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const clock = makeHastyClock();
      const vendor = makeVendor(clock);
      const { instance } = makeInstances(5, clock);
      let allowed = 1;
      for (const { instance: index, refuse, waitMs } of steps) {
        const value = await instance(index).use(KEY, vendor.renew);
        if (refuse) {
          await instance(index).discard(KEY, value);
          expect(await instance(index).use(KEY, vendor.renew)).not.toBe(value);
          allowed += 1;
        }
        await clock.sleep(waitMs);
        allowed += 1; // time may have brought the end of a token
      }
      expect(vendor.renewals).toBeLessThanOrEqual(allowed);
    }),
    { numRuns: 50 },
  );
});
