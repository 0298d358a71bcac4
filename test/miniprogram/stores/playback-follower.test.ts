import { PlaybackFollower } from '../../../miniprogram/playback/stores/playback-follower';
import { FakeClock, NOON } from '../support/phone';

function makeFollower() {
  const clock = new FakeClock();
  const followed: number[] = [];
  const shown: string[] = [];
  const rig = { known: true };
  const follower = new PlaybackFollower({
    clock,
    position: () => (rig.known ? clock.now() : null),
    time: (at) => String(Math.floor((at - NOON) / 1_000)),
    follow: (at) => followed.push(at - NOON),
    show: (time) => shown.push(time),
  });
  return { clock, followed, shown, follower, rig };
}

test('the timeline follows five times a second, the time once', async () => {
  const { clock, followed, shown, follower } = makeFollower();
  follower.start();
  await clock.pass(2_100);

  expect(followed).toHaveLength(11);
  expect(shown).toEqual(['0', '1', '2']);
});

test('while a finger has the timeline nothing is shown, and at once when it lets go', async () => {
  const { clock, followed, shown, follower } = makeFollower();
  follower.start();
  follower.hold();
  await clock.pass(5_000);
  expect(followed).toEqual([0]);
  expect(shown).toEqual(['0']);

  follower.release();
  expect(followed).toEqual([0, 5_000]);
  expect(shown).toEqual(['0', '5']);
});

test('nothing is followed before anything is known', async () => {
  const { clock, followed, follower, rig } = makeFollower();
  rig.known = false;
  follower.start();
  await clock.pass(1_000);
  expect(followed).toEqual([]);

  rig.known = true;
  await clock.pass(200);
  expect(followed).toEqual([1_200]);
});

test('started twice it follows once, and stopped it leaves no timer', async () => {
  const { clock, follower } = makeFollower();
  follower.start();
  follower.start();
  expect(clock.waiting).toBe(1);

  follower.stop();
  expect(clock.waiting).toBe(0);
});
