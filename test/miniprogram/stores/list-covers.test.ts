import { autorun } from 'mobx-miniprogram';

import type { Cover as SharedCover } from '../../../typings/contract/health';
import type { Cover } from '../../../miniprogram/services/covers';
import { ListCovers } from '../../../miniprogram/stores/list-covers';
import { FakeCloud } from '../support/cloud';
import { FakeClock, NOON } from '../support/phone';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const makeShared = (channelId: string, takenAt = NOON, address = '1'): SharedCover => ({
  channelId,
  takenAt,
  url: `https://files.test/${channelId}?${address}`,
});

function make(visible: readonly string[] = ['a', 'b']) {
  const clock = new FakeClock();
  const cloud = new FakeCloud([]);
  const own = new Map<string, Cover>();
  const state = { visible };
  const covers = new ListCovers({
    call: cloud.call,
    clock,
    visible: () => state.visible,
    own: { coverOf: (id) => own.get(id) ?? null, clear: async () => own.clear() },
  });
  const asked = () => cloud.inputs('cover.list').map(({ channelIds }) => channelIds.join(''));
  return { clock, cloud, own, state, covers, asked };
}

test('the stills of the cameras on the screen come once a minute, with their time', async () => {
  const { clock, cloud, covers, asked } = make();
  cloud.covers = [makeShared('a')];
  covers.show();
  await clock.pass(500);
  expect(covers.coverOf('a')).toEqual({ path: 'https://files.test/a?1', at: NOON });
  expect(covers.coverOf('b')).toBeNull();

  cloud.covers = [makeShared('a', NOON + 30 * SECOND, '2'), makeShared('b')];
  await clock.pass(59 * SECOND);
  expect(asked()).toEqual(['ab']);
  await clock.pass(SECOND);
  expect(asked()).toEqual(['ab', 'ab']);
  expect(covers.coverOf('a')).toEqual({ path: 'https://files.test/a?2', at: NOON + 30 * SECOND });
  expect(covers.coverOf('b')?.path).toBe('https://files.test/b?1');
});

test('of this phone’s still and the one that all share, the newer is shown', async () => {
  const { clock, cloud, own, covers } = make();
  cloud.covers = [makeShared('a'), makeShared('b')];
  own.set('a', { path: '/kept/a.jpg', at: NOON + SECOND }).set('b', { path: '/kept/b.jpg', at: NOON - SECOND });
  covers.show();
  await clock.pass(500);
  expect(covers.coverOf('a')?.path).toBe('/kept/a.jpg');
  expect(covers.coverOf('b')?.path).toBe('https://files.test/b?1');
});

test('more than thirty are asked for in turns, one call at a time', async () => {
  const { clock, cloud, covers } = make(Array.from({ length: 70 }, (_, index) => `c${index}`));
  cloud.held = true;
  covers.show();
  await clock.pass(10 * SECOND);
  expect(cloud.inputs('cover.list')).toHaveLength(1);
  cloud.release();
  await clock.pass(2 * SECOND);
  expect(cloud.inputs('cover.list').map(({ channelIds }) => channelIds.length)).toEqual([30, 30, 10]);
});

test('an address that differs for the same still loads nothing anew until it is about to end', async () => {
  const { clock, cloud, covers } = make(['a']);
  let shown = 0;
  const stop = autorun(() => {
    covers.coverOf('a');
    shown += 1;
  });
  cloud.covers = [makeShared('a')];
  covers.show();
  await clock.pass(500);
  const before = shown;
  cloud.covers = [makeShared('a', NOON, '2')];
  await clock.pass(7 * MINUTE);
  expect(covers.coverOf('a')?.path).toBe('https://files.test/a?1');
  expect(shown).toBe(before);
  await clock.pass(2 * MINUTE);
  expect(covers.coverOf('a')?.path).toBe('https://files.test/a?2');
  stop();
});

test('a picture that does not load is asked for anew once; when it still does not, the phone’s own shows', async () => {
  const { clock, cloud, own, covers, asked } = make(['a']);
  cloud.covers = [makeShared('a')];
  own.set('a', { path: '/kept/a.jpg', at: NOON - MINUTE });
  covers.show();
  await clock.pass(500);

  cloud.covers = [makeShared('a', NOON, '2')];
  covers.failed('a');
  covers.failed('a');
  await clock.pass(SECOND);
  expect(asked()).toEqual(['a', 'a']);
  expect(covers.coverOf('a')?.path).toBe('https://files.test/a?2');

  covers.failed('a');
  await clock.pass(SECOND);
  expect(covers.coverOf('a')?.path).toBe('/kept/a.jpg');
  expect(asked()).toHaveLength(2);

  cloud.covers = [makeShared('a', NOON + MINUTE, '3')];
  await clock.pass(MINUTE);
  expect(covers.coverOf('a')?.path).toBe('https://files.test/a?3');
});

test('a still of this phone that does not load asks nobody for anything', async () => {
  const { clock, own, covers, asked } = make(['a']);
  own.set('a', { path: '/kept/a.jpg', at: NOON });
  covers.show();
  await clock.pass(500);
  covers.failed('a');
  covers.failed('unknown');
  await clock.pass(10 * SECOND);
  expect(asked()).toEqual(['a']);
});

test('what is not told any more is not seen any more', async () => {
  const { clock, cloud, covers } = make(['a']);
  cloud.covers = [makeShared('a')];
  covers.show();
  await clock.pass(500);
  cloud.covers = [];
  await clock.pass(MINUTE);
  expect(covers.coverOf('a')).toBeNull();
});

test('a cloud that fails takes no picture away, and is asked less and less', async () => {
  const { clock, cloud, covers, asked } = make(['a']);
  cloud.covers = [makeShared('a')];
  covers.show();
  await clock.pass(500);
  cloud.failure = 'vendor-unavailable';
  await clock.pass(3 * MINUTE);
  expect(covers.coverOf('a')).not.toBeNull();
  expect(asked().length).toBeLessThanOrEqual(6);
});

test('hidden, nothing is asked; an answer that came meanwhile is asked for again when it is shown', async () => {
  const { clock, cloud, covers, asked } = make(['a']);
  cloud.held = true;
  cloud.covers = [makeShared('a')];
  covers.show();
  await clock.pass(500);
  covers.hide();
  cloud.release();
  await clock.pass(5 * MINUTE);
  expect(asked()).toEqual(['a']);
  expect(clock.waiting).toBe(0);
  covers.show();
  await clock.pass(500);
  expect(covers.coverOf('a')).not.toBeNull();
});

test('clearing leaves no picture, neither shared nor of this phone', async () => {
  const { clock, cloud, own, covers } = make(['a']);
  cloud.covers = [makeShared('a')];
  own.set('b', { path: '/kept/b.jpg', at: NOON });
  covers.show();
  await clock.pass(500);
  await covers.clear();
  expect([covers.coverOf('a'), covers.coverOf('b')]).toEqual([null, null]);
});

test('of a list of any length a bounded number is remembered, the latest', async () => {
  const { clock, cloud, state, covers } = make([]);
  const ids = Array.from({ length: 900 }, (_, index) => `c${index}`);
  cloud.covers = ids.map((id) => makeShared(id));
  covers.show();
  for (let at = 0; at < ids.length; at += 30) {
    state.visible = ids.slice(at, at + 30);
    covers.moved();
    await clock.pass(500);
  }
  expect(ids.filter((id) => covers.coverOf(id) !== null)).toEqual(ids.slice(300));
});
