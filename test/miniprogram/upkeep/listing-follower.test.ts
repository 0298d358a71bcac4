import { ListingFollower } from '../../../miniprogram/upkeep/stores/listing-follower';
import type { Listing } from '../../../typings/contract/upkeep';
import { makeListing } from '../support/accounts';
import { Answers } from '../support/answers';
import { FakeClock, NOON } from '../support/phone';

const reading = (seen: number) => makeListing({ state: 'listing', seen, finishedAt: null });
const OLD = NOON - 60 * 60_000;

/** The answers come in this order; the last stays. */
function follow(...steps: readonly Listing[]) {
  const clock = new FakeClock();
  const left = [...steps];
  const next = () => {
    const [step = makeListing()] = left.length > 1 ? left.splice(0, 1) : left;
    return step;
  };
  const answers = new Answers().on('import.check', next).on('import.refresh', next);
  let read = 0;
  const follower = new ListingFollower({ call: answers.call, clock, onRead: () => void (read += 1) });
  const asked = () => answers.made.map(({ action }) => action);
  return { clock, answers, follower, asked, next, reads: () => read };
}

test('a list that was read lately is not read again because somebody comes by', async () => {
  const { follower, asked } = follow(makeListing());
  await follower.begin('a');
  expect([asked(), follower.reading]).toEqual([['import.check'], false]);
});

test.each([
  ['long ago', makeListing({ finishedAt: OLD })],
  ['never', makeListing({ finishedAt: null, startedAt: null })],
  ['not to its end', makeListing({ state: 'failed', problem: 'vendor-unavailable' })],
])('a list that was read %s is read again', async (_, listing) => {
  const { follower, asked } = follow(listing, reading(0));
  await follower.begin('a');
  expect([asked(), follower.reading]).toEqual([['import.check', 'import.refresh'], true]);
  follower.rest();
});

test('a reading is followed to its end, and told of once', async () => {
  const { follower, clock, asked, reads } = follow(reading(100), reading(200), makeListing({ seen: 230 }));
  await follower.begin('a');
  expect(follower.listing?.seen).toBe(100);
  await clock.pass(1_000);
  expect([follower.listing?.seen, reads()]).toEqual([200, 0]);
  await clock.pass(10_000);
  expect([follower.listing?.seen, follower.reading, reads()]).toEqual([230, false, 1]);
  expect(asked()).toHaveLength(3);
  expect(clock.waiting).toBe(0);
});

test('nobody asks on while nobody looks, and whoever comes back finds it again', async () => {
  const { follower, clock, asked } = follow(reading(100), reading(300));
  await follower.begin('a');
  follower.rest();
  await clock.pass(60_000);
  expect(asked()).toHaveLength(1);
  await follower.begin('a');
  expect(follower.listing?.seen).toBe(300);
  follower.rest();
});

test('a call that fails on the way is asked again later, and not for ever', async () => {
  const { follower, clock, answers, next } = follow(reading(100));
  await follower.begin('a');
  answers.refuse('import.check', 'timeout');
  await clock.pass(5_000);
  expect([follower.reading, follower.failure]).toEqual([true, null]);
  answers.on('import.check', next);
  await clock.pass(4_000);
  answers.refuse('import.check', 'no-network');
  await clock.pass(120_000);
  expect([follower.reading, follower.failure?.code]).toEqual([false, 'no-network']);
  expect(clock.waiting).toBe(0);
});

test('what cannot pass is told at once', async () => {
  const { follower, clock, answers } = follow(reading(100));
  await follower.begin('a');
  answers.refuse('import.check', 'vendor-auth');
  await clock.pass(1_000);
  expect(follower.failure?.code).toBe('vendor-auth');
});

test('it is read anew when somebody wants it', async () => {
  const { follower, asked } = follow(makeListing(), reading(3));
  await follower.begin('a');
  await follower.restart();
  expect([asked().at(-1), follower.listing?.seen]).toEqual(['import.refresh', 3]);
  follower.rest();
});

test('nothing of another account is shown, and late answers are dropped', async () => {
  const { follower, answers } = follow(makeListing({ seen: 5 }));
  await follower.begin('a');
  const other = follower.begin('b');
  expect(follower.listing).toBeNull();
  follower.forget();
  await other;
  expect([follower.listing, answers.inputs('import.check')]).toEqual([null, [{ accountId: 'a' }, { accountId: 'b' }]]);
});
