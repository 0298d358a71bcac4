import { createCircuits, DEFAULT_REST_MS, restUntil, type CircuitStore } from '../../../cloudfunctions/core/circuit';
import { makeClock, START } from '../../support/fake-clock';

test('an account that was told to slow down is refused until the time the vendor named, then let in', async () => {
  const clock = makeClock();
  const circuits = createCircuits({ clock });
  await circuits.admit('a');
  expect(await circuits.rest('a', START + 5_000)).toBe(START + 5_000);
  await expect(circuits.admit('a')).rejects.toMatchObject({ code: 'vendor-quota', retryAt: START + 5_000 });
  await circuits.admit('b');
  await clock.advance(5_000);
  await circuits.admit('a');
});

test('without a time, or with one that has passed, the rest is the default one', () => {
  expect(restUntil(START, null)).toBe(START + DEFAULT_REST_MS);
  expect(restUntil(START, START - 1)).toBe(START + DEFAULT_REST_MS);
  expect(restUntil(START, START + 1)).toBe(START + 1);
});

test('a shorter rest does not cut a longer one', async () => {
  const circuits = createCircuits({ clock: makeClock() });
  await circuits.rest('a', START + 90_000);
  expect(await circuits.rest('a', START + 1_000)).toBe(START + 90_000);
});

test('an instance that starts during a rest learns of it from the store', async () => {
  const kept = new Map<string, number>();
  let reads = 0;
  const store: CircuitStore = {
    async read(accountId) {
      reads += 1;
      return kept.get(accountId) ?? null;
    },
    write: async (accountId, until) => void kept.set(accountId, until),
  };
  const clock = makeClock();
  await createCircuits({ clock, store }).rest('a', START + 5_000);
  const later = createCircuits({ clock, store });
  await expect(later.admit('a')).rejects.toMatchObject({ code: 'vendor-quota' });
  await expect(later.admit('a')).rejects.toMatchObject({ code: 'vendor-quota' });
  expect(reads).toBe(1);
});
