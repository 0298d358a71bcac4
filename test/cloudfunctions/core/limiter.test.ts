import fc from 'fast-check';
import { createLimiter, takeOne } from '../../../cloudfunctions/core/limiter';

const allowance = { burst: 3, everyMs: 500 };

test('a burst passes, then calls pass at the steady rate', () => {
  const limiter = createLimiter(allowance);
  expect([0, 0, 0].map((now) => limiter('a', now))).toEqual([null, null, null]);
  expect(limiter('a', 0)).toBe(500);
  expect(limiter('a', 499)).toBe(500);
  expect(limiter('a', 500)).toBeNull();
});

test('a burst is there again after as long a rest', () => {
  const limiter = createLimiter(allowance);
  const passed = (now: number) => Array.from({ length: 9 }, () => limiter('a', now)).filter((at) => at === null).length;
  expect([passed(0), passed(1000), passed(60_000)]).toEqual([3, 2, 3]);
});

test('a refusal names an instant at which the call passes, and not a millisecond sooner', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(steps, (pauses) => {
      let now = 0;
      let fullAt = 0;
      for (const pause of pauses) {
        now += pause;
        const taken = takeOne(fullAt, allowance, now);
        if (taken.allowed) fullAt = taken.fullAt;
        else {
          expect(takeOne(fullAt, allowance, taken.retryAt).allowed).toBe(true);
          expect(takeOne(fullAt, allowance, taken.retryAt - 1).allowed).toBe(false);
        }
      }
    }),
  );
});

test('a clock set back gives nothing away', () => {
  const limiter = createLimiter(allowance);
  for (const now of [1000, 1000, 1000]) limiter('a', now);
  expect(limiter('a', 0)).toBe(1500);
});

test('a flood of people does not grow without end, and forgets those longest away first', () => {
  const limiter = createLimiter({ burst: 1, everyMs: 1000 });
  for (let index = 0; index <= 10_000; index += 1) limiter(`person-${index}`, 0);
  expect(limiter('person-10000', 0)).toBe(1000);
  expect(limiter('person-1', 0)).toBe(1000);
  expect(limiter('person-0', 0)).toBeNull();
});
