import { StatusPoll } from '../../../miniprogram/stores/status-poll';
import { FakeCloud, makeChannel } from '../support/cloud';
import { FakeClock } from '../support/phone';

function make(ids: readonly string[]) {
  const clock = new FakeClock();
  const cloud = new FakeCloud(ids.map((id) => makeChannel(id)));
  const told: string[] = [];
  const silences: string[] = [];
  const state = { visible: ids, gone: 0 };
  const poll = new StatusPoll({
    call: cloud.call,
    clock,
    visible: () => state.visible,
    onStatuses: (statuses) => told.push(...statuses.map(({ id }) => id)),
    onGone: () => (state.gone += 1),
    onSilence: ({ code }) => silences.push(code),
  });
  const asked = () => cloud.inputs('channel.status').map(({ ids: each }) => each.length);
  return { clock, cloud, told, silences, state, poll, asked };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);

test('the cameras on the screen are asked for together, every ten seconds', async () => {
  const { clock, poll, asked, told } = make(['a', 'b']);
  poll.start();

  await clock.pass(300);
  expect(asked()).toEqual([2]);
  await clock.pass(30_000);

  expect(asked()).toEqual([2, 2, 2, 2]);
  expect(told.slice(0, 2)).toEqual(['a', 'b']);
});

test('a camera that is gone is another matter than a cloud that says nothing', async () => {
  const { clock, cloud, poll, silences, state } = make(['a']);
  cloud.failure = 'timeout';
  poll.start();
  await clock.pass(300);
  expect([silences, state.gone]).toEqual([['timeout'], 0]);

  cloud.failure = 'not-found';
  await clock.pass(10_000);
  expect([silences, state.gone]).toEqual([['timeout'], 1]);
});

test('more than thirty are asked for in turns, never thirty-one at once', async () => {
  const { clock, poll, asked } = make(many(70));
  poll.start();

  await clock.pass(2_000);

  expect(asked()).toEqual([30, 30, 10]);
});

test('scrolling asks for newcomers once it rests, and not again for those just asked for', async () => {
  const { clock, poll, cloud, state } = make(many(6));
  state.visible = ['c0', 'c1'];
  poll.start();
  await clock.pass(300);

  state.visible = ['c1', 'c2', 'c3'];
  for (let step = 0; step < 5; step += 1) {
    poll.moved();
    await clock.pass(100);
  }
  await clock.pass(300);

  expect(cloud.inputs('channel.status').map(({ ids }) => ids)).toEqual([
    ['c0', 'c1'],
    ['c2', 'c3'],
  ]);
});

test('one call at a time, however long it takes', async () => {
  const { clock, poll, cloud, asked } = make(['a']);
  cloud.held = true;
  poll.start();
  await clock.pass(60_000);
  poll.moved();
  await clock.pass(60_000);

  expect(asked()).toEqual([1]);
});

test('hidden, nothing is asked and nothing waits; a late answer changes nothing', async () => {
  const { clock, poll, cloud, told } = make(['a']);
  cloud.held = true;
  poll.start();
  await clock.pass(300);
  poll.stop();
  cloud.release();
  await clock.pass(60_000);

  expect(cloud.made).toHaveLength(1);
  expect(told).toEqual([]);
  expect(clock.waiting).toBe(0);
});

test('failures make it slower, up to a minute, and a success makes it quick again', async () => {
  const { clock, poll, cloud, asked } = make(['a']);
  cloud.failure = 'vendor-unavailable';
  poll.start();
  await clock.pass(300);
  const at: number[] = [];
  for (let second = 0; second < 200; second += 1) {
    const before = asked().length;
    await clock.pass(1_000);
    if (asked().length > before) at.push(second + 1);
  }
  expect(at).toEqual([10, 30, 70, 130, 190]);

  cloud.failure = null;
  await clock.pass(75_000);
  expect(asked().length).toBe(6 + 3);
});

test('a camera that is gone is reported', async () => {
  const { clock, poll, cloud, state } = make(['a', 'b']);
  cloud.channels = cloud.channels.slice(0, 1);
  poll.start();

  await clock.pass(300);

  expect(state.gone).toBe(1);
});
