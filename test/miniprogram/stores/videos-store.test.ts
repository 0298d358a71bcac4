import fc from 'fast-check';

import type { OutputOf } from '../../../typings/contract/calls';
import { dayLater } from '../../../miniprogram/playback/stores/recorded-days';
import { withEnd } from '../../../miniprogram/playback/stores/video-query';
import { VideosStore } from '../../../miniprogram/playback/stores/videos-store';
import { Answers, makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { FakeClock, makeNetwork, settled } from '../support/phone';
import { FakeShelf, makeVideos, openVideos, PAGE, SHANGHAI_YEAR } from '../support/videos';

test('the first page is asked for without days, and the next ones as somebody comes near the end', async () => {
  const { store, asked } = await openVideos(makeVideos(70));
  expect(store.videos).toHaveLength(30);
  await store.more();
  await store.more();
  expect(store.videos).toHaveLength(70);
  expect(store.complete).toBe(true);
  await store.more();
  expect(asked()).toEqual([1, 2, 3].map((page) => ({ channelId: 'gate', page })));
});

test('near the end a page is asked for once, however often the end is reached', async () => {
  const { store, asked } = await openVideos(makeVideos(70));
  await Promise.all([store.more(), store.more(), store.more()]);
  expect(asked()).toHaveLength(2);
});

test('a name is searched for once typing rests', async () => {
  const { store, clock, asked } = await openVideos(makeVideos(12));
  for (const typed of ['录', '录像', '录像 v1']) store.search.box.type(typed);
  await clock.pass(299);
  expect(asked()).toHaveLength(1);
  await clock.pass(1);
  expect(asked().slice(1)).toEqual([{ channelId: 'gate', page: 1, name: '录像 v1' }]);
  expect(store.videos?.map(({ id }) => id)).toEqual(['v1', 'v10', 'v11']);
});

test('an answer to what was asked before does not replace the one to what is asked now', async () => {
  const { store, clock, answers, shelf } = await openVideos(makeVideos(3));
  const slow = makeDeferred<{ videos: typeof shelf.videos; pages: number; offsets: typeof SHANGHAI_YEAR }>();
  answers.on('video.list', ({ days }) =>
    days === undefined ? { videos: [], pages: 1, offsets: SHANGHAI_YEAR } : slow.promise,
  );
  store.search.choose('week');
  store.search.choose('all');
  await clock.pass(0);
  slow.resolve({ videos: shelf.videos, pages: 1, offsets: SHANGHAI_YEAR });
  await settled();
  expect(store.videos).toEqual([]);
});

test.each([
  ['week', { first: '2026-11-14', last: '2026-11-20' }],
  ['month', { first: '2026-10-22', last: '2026-11-20' }],
  ['custom', { first: '2026-11-14', last: '2026-11-20' }],
] as const)('%s is days of the store, today among them', async (range, days) => {
  const { store, clock, asked } = await openVideos(makeVideos(3));
  store.search.choose(range);
  await clock.pass(0);
  expect(asked().at(-1)).toEqual({ channelId: 'gate', page: 1, days });
});

test('days are the store’s, though the phone has another date', async () => {
  const clock = new FakeClock(Date.UTC(2026, 10, 20, 18));
  const answers = new FakeShelf([]).serve(new Answers());
  const store = new VideosStore({ call: answers.call, clock, network: makeNetwork(), find: () => makeChannel('gate') });
  await store.open('gate');
  await clock.pass(0);
  store.search.choose('week');
  expect(answers.inputs('video.list').at(-1)?.days).toEqual({ first: '2026-11-15', last: '2026-11-21' });
});

test('before the store’s clocks are known no days can be chosen', () => {
  const answers = new Answers().refuse('video.list', 'no-network');
  const clock = new FakeClock();
  const store = new VideosStore({ call: answers.call, clock, network: makeNetwork(), find: () => makeChannel('gate') });
  store.search.choose('week');
  expect(answers.made).toEqual([]);
});

test('an end of the days is chosen by itself', async () => {
  const { store, clock, asked } = await openVideos(makeVideos(3));
  store.search.choose('custom');
  store.search.chooseDay('first', '2026-11-01');
  await clock.pass(0);
  expect(asked().at(-1)?.days).toEqual({ first: '2026-11-01', last: '2026-11-20' });
});

test('whichever end is moved, the days stay in order and within what the cloud takes', () => {
  const day = fc.integer({ min: 0, max: 2_000 }).map((count) => dayLater('2024-01-01', count));
  fc.assert(
    fc.property(day, day, fc.constantFrom('first', 'last'), day, (one, other, end, moved) => {
      const before = one < other ? { first: one, last: other } : { first: other, last: one };
      const after = withEnd(before, end, moved);
      expect(after[end]).toBe(moved);
      expect(after.first <= after.last).toBe(true);
      expect(dayLater(after.first, 365) >= after.last).toBe(true);
    }),
  );
});

test('a failure of the first page is told, and mended by the network', async () => {
  const { store, answers, network, shelf, clock } = await openVideos([]);
  answers.refuse('video.list', 'no-network');
  store.search.showAll();
  await clock.pass(0);
  expect(store.failure?.code).toBe('no-network');
  shelf.videos = makeVideos(2);
  shelf.serve(answers);
  network.become({ connected: true, kind: 'wifi' });
  await clock.pass(0);
  expect(store.failure).toBeNull();
  expect(store.videos).toHaveLength(2);
});

test('a failure of a later page leaves those before, and is asked for again by hand or with the network', async () => {
  const { store, answers, network, shelf, clock } = await openVideos(makeVideos(40));
  answers.refuse('video.list', 'timeout');
  await store.more();
  expect(store.moreFailure?.code).toBe('timeout');
  expect(store.videos).toHaveLength(30);
  shelf.serve(answers);
  network.become({ connected: true, kind: 'wifi' });
  await clock.pass(0);
  expect(store.videos).toHaveLength(40);
  expect(store.moreFailure).toBeNull();
});

test('nothing is asked for on the network’s return once the page is hidden', async () => {
  const { store, answers, network, asked } = await openVideos([]);
  answers.refuse('video.list', 'no-network');
  await store.refresh();
  store.hide();
  network.become({ connected: true, kind: 'wifi' });
  await settled();
  expect(asked()).toHaveLength(2);
});

test('a new name is shown once the vendor has it', async () => {
  const { store, answers } = await openVideos(makeVideos(2), ['playback', 'manage']);
  expect(await store.rename('v1', '开店')).toBeNull();
  expect(store.videos?.map(({ name }) => name)).toEqual(['录像 v0', '开店']);
  answers.refuse('video.rename', 'vendor-unavailable');
  expect((await store.rename('v1', '打烊'))?.code).toBe('vendor-unavailable');
  expect(store.videos?.[1]?.name).toBe('开店');
});

test('many are removed in as few calls as the cloud takes', async () => {
  const { store, answers } = await openVideos(makeVideos(PAGE), ['playback', 'manage']);
  const ids = store.videos?.slice(0, 25).map(({ id }) => id) ?? [];
  expect(await store.remove(ids)).toEqual({ removed: 25, failure: null });
  expect(answers.inputs('video.remove').map((input) => input.ids.length)).toEqual([20, 5]);
  expect(store.videos).toHaveLength(5);
});

test('where a call fails, what went before is gone and the rest stays', async () => {
  const { store, answers } = await openVideos(makeVideos(PAGE), ['playback', 'manage']);
  answers.on('video.remove', () => {
    answers.refuse('video.remove', 'rate-limited');
    return null;
  });
  const ids = store.videos?.slice(0, 25).map(({ id }) => id) ?? [];
  const outcome = await store.remove(ids);
  expect(outcome).toMatchObject({ removed: 20, failure: { code: 'rate-limited' } });
  expect(store.videos).toHaveLength(10);
});

test('after a removal no recording is skipped: those behind it have moved up', async () => {
  const { store, shelf } = await openVideos(makeVideos(90), ['playback', 'manage']);
  await store.more();
  await store.remove(['v3', 'v7', 'v31']);
  await store.more();
  await store.more();
  expect(store.videos?.map(({ id }) => id)).toEqual(shelf.videos.map(({ id }) => id));
});

test('a list asked for while something is removed comes without it, and does not look empty meanwhile', async () => {
  const { store, answers, shelf, clock } = await openVideos(makeVideos(3), ['playback', 'manage']);
  const early = makeDeferred<OutputOf<'video.list'>>();
  const before = { videos: shelf.videos, pages: 1, offsets: SHANGHAI_YEAR };
  answers.on('video.list', () => early.promise);
  const removed = store.remove(['v0']);
  store.search.showAll();
  await removed;
  expect(store.videos).toBeNull();

  shelf.serve(answers);
  early.resolve(before);
  await clock.pass(0);
  expect(store.videos?.map(({ id }) => id)).toEqual(['v1', 'v2']);
});

test('when all that is shown was removed, what is left is fetched', async () => {
  const { store, clock } = await openVideos(makeVideos(45), ['playback', 'manage']);
  await store.remove(store.videos?.map(({ id }) => id) ?? []);
  await clock.pass(0);
  expect(store.videos?.map(({ id }) => id)).toEqual(
    makeVideos(45)
      .slice(30)
      .map(({ id }) => id),
  );
});

test('the camera is asked for where no list has it, and its rights decide who manages', async () => {
  const answers = new FakeShelf([]).serve(new Answers());
  answers.on('channel.list', () => ({
    channels: [makeChannel('gate', { rights: ['playback', 'manage'] })],
    next: null,
  }));
  const clock = new FakeClock();
  const store = new VideosStore({ call: answers.call, clock, network: makeNetwork(), find: () => undefined });
  await store.open('gate');
  expect(answers.inputs('channel.list')).toEqual([{ ids: ['gate'] }]);
  expect(store.managed).toBe(true);
  expect((await openVideos([])).store.managed).toBe(false);
});

describe('where the vendor lists the oldest first', () => {
  const newest = (count: number) => makeVideos(count).map(({ id }) => id);
  const oldestFirst = (count: number) => openVideos([...makeVideos(count)].reverse(), ['playback', 'manage']);
  const pages = (rig: Awaited<ReturnType<typeof oldestFirst>>) => rig.asked().map(({ page }) => page);

  test('the newest are shown first all the same, from the last page backwards', async () => {
    const rig = await oldestFirst(90);
    expect(pages(rig)).toEqual([1, 3]);
    expect(rig.store.videos?.map(({ id }) => id)).toEqual(newest(90).slice(0, 30));
    await rig.store.more();
    await rig.store.more();
    expect(pages(rig)).toEqual([1, 3, 2, 1]);
    expect(rig.store.videos?.map(({ id }) => id)).toEqual(newest(90));
    expect(rig.store.complete).toBe(true);
  });

  test('a last page with little on it is filled up by the one before', async () => {
    const rig = await oldestFirst(61);
    expect(pages(rig)).toEqual([1, 3, 2]);
    expect(rig.store.videos?.map(({ id }) => id)).toEqual(newest(61).slice(0, 31));
  });

  test('one page is simply turned round', async () => {
    const rig = await oldestFirst(3);
    expect(pages(rig)).toEqual([1]);
    expect(rig.store.videos?.map(({ id }) => id)).toEqual(newest(3));
  });

  test('after a removal no recording is skipped', async () => {
    const rig = await oldestFirst(90);
    await rig.store.remove(['v3', 'v7']);
    await rig.clock.pass(0);
    await rig.store.more();
    await rig.store.more();
    expect(rig.store.videos?.map(({ id }) => id)).toEqual(newest(90).filter((id) => id !== 'v3' && id !== 'v7'));
  });

  test('a last page that cannot be had is a failure of the whole', async () => {
    const { store, answers, shelf } = await oldestFirst(90);
    let calls = 0;
    answers.on('video.list', (input) => {
      calls += 1;
      if (calls > 1) throw new Error('down');
      return {
        videos: shelf.videos.slice((input.page - 1) * PAGE, input.page * PAGE),
        pages: 3,
        offsets: SHANGHAI_YEAR,
      };
    });
    await store.refresh();
    expect(store.failure?.code).toBe('internal');
  });
});
