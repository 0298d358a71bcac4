import { Audience, type LiveAnswer } from '../../../sandbox/media/audience';
import { HlsViewers } from '../../../sandbox/media/hls-viewers';
import { makeMediaClock } from '../../support/media/media-clock';

function makeViewers() {
  const clock = makeMediaClock();
  const audience = new Audience(clock);
  const comings: string[] = [];
  const makeAnswer = (cutAfterMs?: number): LiveAnswer => ({
    kind: 'live',
    camera: { cloud: 1, device: 7, label: 'Cashier 01' },
    quality: 'sub',
    ...(cutAfterMs === undefined ? {} : { cutAfterMs }),
    onJoin: () => comings.push('join'),
    onLeave: () => comings.push('leave'),
  });
  return { clock, audience, comings, makeAnswer, viewers: new HlsViewers(audience, clock) };
}

test('a viewer stays as long as it fetches within ten seconds, and leaves then', () => {
  const { clock, audience, comings, makeAnswer, viewers } = makeViewers();
  for (let fetches = 0; fetches < 5; fetches++) {
    viewers.fetch('/a?', makeAnswer());
    clock.advance(9999);
  }
  expect([audience.size, comings]).toEqual([1, ['join']]);
  clock.advance(1);
  expect([audience.size, comings]).toEqual([0, ['join', 'leave']]);
  viewers.fetch('/a?', makeAnswer());
  expect([audience.size, comings]).toEqual([1, ['join', 'leave', 'join']]);
});

test('two addresses are two viewers', () => {
  const { audience, makeAnswer, viewers } = makeViewers();
  viewers.fetch('/a?t=1', makeAnswer());
  viewers.fetch('/a?t=2', makeAnswer());
  expect(audience.size).toBe(2);
});

test('a viewing that is cut fails at its next fetch and begins anew at the one after', () => {
  const { clock, comings, makeAnswer, viewers } = makeViewers();
  viewers.fetch('/a?', makeAnswer(3000));
  clock.advance(3000);
  expect(comings).toEqual(['join', 'leave']);
  expect(viewers.fetch('/a?', makeAnswer(3000))).toBe(false);
  expect(viewers.fetch('/a?', makeAnswer(3000))).toBe(true);
  expect(comings).toEqual(['join', 'leave', 'join']);
});

test('nobody is left when the server closes, and nothing runs on', () => {
  const { clock, audience, makeAnswer, viewers } = makeViewers();
  viewers.fetch('/a?', makeAnswer());
  viewers.close();
  expect([audience.size, clock.waiting()]).toEqual([0, 0]);
});
