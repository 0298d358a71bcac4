import { CallError } from '../../../../cloudfunctions/core/errors';
import { mapTold, toTold } from '../../../../cloudfunctions/core/health/told';

function start() {
  const faults: unknown[] = [];
  const deadline = new AbortController();
  const how = { signal: deadline.signal, onFault: (error: unknown) => void faults.push(error) };
  return { faults, deadline, how };
}

const never = (): Promise<number> => new Promise(() => undefined);

test('what the vendor answers is known', async () => {
  const { how, faults } = start();
  expect(await toTold(Promise.resolve(7), how)).toEqual({ kind: 'known', value: 7 });
  expect(faults).toEqual([]);
});

test('where there is nothing to ask, it is unsupported and no fault', async () => {
  const { how, faults } = start();
  expect(await toTold(undefined, how)).toEqual({ kind: 'unknown', why: 'unsupported' });
  expect(faults).toEqual([]);
});

test('a refusal is told by its code; a fault of ours by no more than that there was one', async () => {
  const { how, faults } = start();
  const offline = new CallError('device-offline', 'gone');
  const fault = new TypeError('undefined is not a function');
  expect(await toTold(Promise.reject(offline), how)).toEqual({ kind: 'unknown', why: 'device-offline' });
  expect(await toTold(Promise.reject(fault), how)).toEqual({ kind: 'unknown', why: 'internal' });
  expect(faults).toEqual([offline, fault]);
});

test('a vendor that does not answer in time is waited for no longer', async () => {
  const { how, deadline, faults } = start();
  const told = toTold(never(), how);
  deadline.abort();
  expect(await told).toEqual({ kind: 'unknown', why: 'vendor-unavailable' });
  expect(faults).toHaveLength(1);
  expect(await toTold(never(), how)).toEqual({ kind: 'unknown', why: 'vendor-unavailable' });
});

test('a failure after the end of the waiting is nobody’s', async () => {
  const { how, deadline, faults } = start();
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<number>((_resolve, refuse) => {
    reject = refuse;
  });
  const told = toTold(promise, how);
  deadline.abort();
  await told;
  reject(new Error('late'));
  await expect(promise).rejects.toThrow('late');
  expect(faults).toHaveLength(1);
});

test('only what is known can be made into something else', () => {
  const double = (value: number): number => value * 2;
  expect(mapTold({ kind: 'known', value: 2 }, double)).toEqual({ kind: 'known', value: 4 });
  expect(mapTold({ kind: 'unknown', why: 'unsupported' }, double)).toEqual({ kind: 'unknown', why: 'unsupported' });
});
