import { createSingleFlight } from '../../../cloudfunctions/core/single-flight';

test('callers of one key share one run, and a later caller starts anew', async () => {
  const share = createSingleFlight<number>();
  let runs = 0;
  const work = async (): Promise<number> => (runs += 1);
  expect(await Promise.all([share('a', work), share('a', work), share('a', work)])).toEqual([1, 1, 1]);
  expect(await share('a', work)).toBe(2);
});

test('keys run apart, and a failure is shared but not kept', async () => {
  const share = createSingleFlight<string>();
  const failing = (): Promise<string> => Promise.reject(new Error('down'));
  const shared = [share('a', failing), share('a', failing)];
  expect(await share('b', async () => 'b')).toBe('b');
  for (const one of shared) await expect(one).rejects.toThrow('down');
  expect(await share('a', async () => 'up')).toBe('up');
});
