import { KeptList } from '../../../miniprogram/stores/kept-list';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeDeferred } from '../support/answers';
import { FakeClock, NOON } from '../support/phone';

function makeList(first: readonly string[]) {
  const asked = [Promise.resolve(first)];
  const clock = new FakeClock();
  const list = new KeptList({ clock, ask: () => asked.shift() ?? Promise.reject(new Error('not asked for')) });
  const fails = (code: FailureCode) => void asked.push(Promise.reject(new CallFailed(code, 'R1', null)));
  return { list, asked, clock, fails };
}

test('what is known stays, with its age, when no answer comes', async () => {
  const { list, clock, fails } = makeList(['a']);
  await list.refresh();
  await clock.pass(60_000);
  fails('no-network');
  await list.refresh();
  expect([list.items, list.asOf, list.failure?.code]).toEqual([['a'], NOON, 'no-network']);
});

test('what nobody may know any more goes', async () => {
  const { list, fails } = makeList(['a']);
  await list.refresh();
  fails('permission-denied');
  await list.refresh();
  expect(list.items).toBeNull();
});

test('an answer that comes after a later one was asked for is dropped', async () => {
  const { list, asked } = makeList(['a']);
  await list.refresh();
  const slow = makeDeferred<readonly string[]>();
  asked.push(slow.promise, Promise.resolve(['b']));
  const first = list.refresh();
  await list.refresh();
  slow.resolve(['old']);
  await first;
  expect(list.items).toEqual(['b']);
});
