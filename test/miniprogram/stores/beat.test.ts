import { Beat, BEAT_MS } from '../../../miniprogram/stores/watching/beat';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { barOf } from '../../../miniprogram/stores/watching/policy';
import { Answers } from '../support/answers';
import { FakeClock } from '../support/phone';

function makeBeat() {
  const clock = new FakeClock();
  const cloud = new Answers().on('watching.beat', () => null);
  const refused: (readonly [string, FailureCode])[] = [];
  const beat = new Beat({
    call: cloud.call,
    clock,
    onRefused: (openId, { code }) => void refused.push([openId, code]),
  });
  const told = () => cloud.inputs('watching.beat').map(({ openId }) => openId);
  return { beat, clock, cloud, refused, told };
}

test('the cloud hears of a picture at once, and every 20 seconds from then on', async () => {
  const { beat, clock, told } = makeBeat();
  beat.follow('a');
  expect(told()).toEqual(['a']);

  await clock.pass(3 * BEAT_MS);

  expect(told()).toEqual(['a', 'a', 'a', 'a']);
});

test('without a picture nothing is told, and nothing waits', async () => {
  const { beat, clock, told } = makeBeat();
  beat.follow('a');
  beat.follow(null);
  await clock.pass(5 * BEAT_MS);

  expect(told()).toEqual(['a']);
  expect(clock.waiting).toBe(0);
});

test('a picture that stalls and goes on, however often, is not told more often', async () => {
  const { beat, clock, told } = makeBeat();
  for (let second = 0; second < 40; second += 1) {
    beat.follow('a');
    await clock.pass(500);
    beat.follow(null);
    await clock.pass(500);
  }

  expect(told()).toEqual(['a', 'a']);
});

test('a fresh address of the same camera is told at once', async () => {
  const { beat, clock, told } = makeBeat();
  beat.follow('a');
  await clock.pass(5_000);
  beat.follow('b');
  await clock.pass(BEAT_MS);

  expect(told()).toEqual(['a', 'b', 'b']);
});

test('a refusal is handed on, and the next beat still comes: a picture may go on in spite of it', async () => {
  const { beat, clock, cloud, refused, told } = makeBeat();
  cloud.refuse('watching.beat', 'internal');
  beat.follow('a');
  await clock.pass(BEAT_MS);

  expect(refused).toEqual([
    ['a', 'internal'],
    ['a', 'internal'],
  ]);
  expect(told()).toHaveLength(2);
});

test.each([
  ['permission-denied', 'barred'],
  ['not-found', 'barred'],
  ['used', 'barred'],
  ['full', 'barred'],
  ['expired', 'expired'],
  ['revoked', 'revoked'],
  ['outside-hours', 'outside-hours'],
  ['unauthenticated', 'unauthenticated'],
  ['no-network', null],
  ['timeout', null],
  ['rate-limited', null],
  ['internal', null],
  ['vendor-unavailable', null],
  ['device-offline', null],
  ['invalid-argument', null],
] as const)('%s ends a picture as %s', (code, reason) => {
  expect(barOf(code)).toBe(reason);
});
