import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, CALL_DEADLINE_MS } from '../../../miniprogram/services/call';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

/** A phone whose calls of cloud functions end like this. */
function makePhone(callFunction: () => Promise<unknown>): void {
  Reflect.set(globalThis, 'wx', { cloud: { callFunction } });
}

const failing = (error: object) => () => Promise.reject(Object.assign(new Error('cloud.callFunction:fail'), error));

test.each<[string, object, FailureCode]>([
  ['a request that never got out', { errCode: -1 }, 'no-network'],
  ['a failure without a code', {}, 'no-network'],
  ['a function that broke', { errCode: -504002 }, 'internal'],
  ['a function that was not found', { errCode: -501000 }, 'internal'],
  ['a cloud that answered too late', { errCode: -501002 }, 'timeout'],
  ['a function that ran out of time', { errCode: -504003 }, 'timeout'],
  ['a cloud with too many requests', { errCode: -501003 }, 'rate-limited'],
  ['a cloud with too many functions at once', { errCode: -501004 }, 'rate-limited'],
])('%s is told as what it is: %j', async (_, error, code) => {
  makePhone(failing(error));
  await expect(call('store.list', {})).rejects.toMatchObject({ code });
});

test('an answer that is no reply of ours is a fault of ours', async () => {
  makePhone(() => Promise.resolve({ result: 'hello' }));
  await expect(call('store.list', {})).rejects.toMatchObject({ code: 'internal' });
});

test('a refusal keeps its code, its number, and when to come again', async () => {
  const error = { code: 'rate-limited', message: '', requestId: 'R1', retryAt: 5 };
  makePhone(() => Promise.resolve({ result: { ok: false, error } }));

  const failure: unknown = await call('store.list', {}).catch((reason: unknown) => reason);

  expect(failure).toBeInstanceOf(CallFailed);
  expect(failure).toMatchObject({ code: 'rate-limited', requestId: 'R1', retryAt: 5 });
});

test('a call that never ends is given up after eight seconds, and its answer counts for nothing any more', async () => {
  jest.useFakeTimers();
  let answer: (reply: unknown) => void = () => undefined;
  makePhone(() => new Promise((resolve) => (answer = resolve)));
  const ended: unknown[] = [];
  const asked = call('store.list', {}).then(
    () => ended.push('answered'),
    (error: unknown) => ended.push(error instanceof CallFailed ? error.code : error),
  );
  await jest.advanceTimersByTimeAsync(7_999);
  expect(ended).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(ended).toEqual(['timeout']);
  answer({ result: { ok: true, data: { stores: [] } } });
  await asked;
  expect(ended).toEqual(['timeout']);
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test('an answer in time leaves no timer behind', async () => {
  jest.useFakeTimers();
  makePhone(() => Promise.resolve({ result: { ok: true, data: { stores: [] } } }));
  await call('store.list', {});
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

test.each(['zh-CN', 'en'])('whoever waited in vain is told by every page how long it was, in %s', (language) => {
  const root = join(__dirname, '../../../miniprogram');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.includes(`i18n/${language}/`) && !path.includes('miniprogram_npm'),
  );
  const told = files.flatMap((path) => {
    const words = readFileSync(join(root, path), 'utf8');
    return [...words.matchAll(/(?:等了 |[Nn]o answer (?:for|within) )(\d+)/g)].map(([, seconds]) => Number(seconds));
  });
  expect(told.length).toBeGreaterThan(10);
  expect(new Set(told)).toEqual(new Set([CALL_DEADLINE_MS / 1_000]));
});
