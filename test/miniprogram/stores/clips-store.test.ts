import type { Clip } from '../../../typings/contract/domain';
import { pauseOf } from '../../../miniprogram/playback/stores/clip-poll';
import { ClipsStore } from '../../../miniprogram/playback/stores/clips-store';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers, makeDeferred } from '../support/answers';
import { makeClip, makeParts, MINUTE } from '../support/clips';
import { FakeClock, makeNetwork, NOON, settled } from '../support/phone';

const queued = (id: string) => makeClip(id, { parts: makeParts({ state: 'queued' }), state: 'queued' });
const ready = (id: string) => makeClip(id);

async function open(clips: readonly Clip[], channelId: string | null = null) {
  const clock = new FakeClock();
  const network = makeNetwork();
  const answers = new Answers().on('clip.list', () => ({ clips }));
  answers.on('clip.check', ({ id }) => clips.find((clip) => clip.id === id)!);
  const store = new ClipsStore({ call: answers.call, clock, network });
  store.open(channelId);
  store.show();
  await clock.pass(0);
  return { store, clock, network, answers, checks: () => answers.inputs('clip.check').map(({ id }) => id) };
}

test('the clips are those of one camera, or all of this person', async () => {
  expect((await open([ready('a')], 'gate')).answers.inputs('clip.list')).toEqual([{ channelId: 'gate' }]);
  const { store, answers } = await open([ready('a')]);
  expect(answers.inputs('clip.list')).toEqual([{}]);
  expect(store.clips?.map(({ id }) => id)).toEqual(['a']);
});

describe('while somebody looks', () => {
  test('what is to come is asked about, and nothing else', async () => {
    const { clock, checks } = await open([
      ready('a'),
      queued('b'),
      makeClip('c', { parts: makeParts({ state: 'failed' }) }),
    ]);
    await clock.pass(1_000);
    expect(checks()).toEqual(['b']);
  });

  test('several take turns, with a second between any two calls', async () => {
    const { clock, checks } = await open([queued('a'), queued('b'), queued('c')]);
    await clock.pass(3_000);
    expect(checks()).toEqual(['a', 'b', 'c', 'a']);
  });

  test('a clip that became ready is asked about no more', async () => {
    const { store, clock, answers, checks } = await open([queued('a')]);
    answers.on('clip.check', ({ id }) => ready(id));
    await clock.pass(10 * MINUTE);
    expect(store.clips?.[0]?.state).toBe('ready');
    expect(checks()).toHaveLength(2);
    expect(clock.waiting).toBe(1); // the present moves on, for words
  });

  test('nothing is asked once the page is hidden, and at once when it is back', async () => {
    const { store, clock, checks, answers } = await open([queued('a')]);
    await clock.pass(4_000);
    const before = checks().length;
    store.hide();
    await clock.pass(10 * MINUTE);
    expect(checks()).toHaveLength(before);
    expect(clock.waiting).toBe(0);

    store.show();
    await clock.pass(0);
    expect(checks()).toHaveLength(before + 1);
    expect(answers.inputs('clip.list')).toHaveLength(2);
  });

  test('an answer that comes when nobody looks any more changes nothing', async () => {
    const { store, clock, answers } = await open([queued('a')]);
    const late = makeDeferred<Clip>();
    answers.on('clip.check', () => late.promise);
    await clock.pass(3_000);
    store.hide();
    late.resolve(ready('a'));
    await settled();
    expect(store.clips?.[0]?.state).toBe('queued');
  });

  test('failures are repeated ever more slowly, and never before the cloud allows', async () => {
    const { clock, answers, checks } = await open([queued('a')]);
    const times: number[] = [];
    answers.on('clip.check', () => {
      times.push(clock.now() - NOON);
      return Promise.reject(new CallFailed('vendor-unavailable', 'R1', null));
    });
    await clock.pass(3 * MINUTE);
    expect(times.slice(0, 6).map((at, index) => at - (times[index - 1] ?? at))).toEqual([
      0, 5_000, 10_000, 20_000, 40_000, 60_000,
    ]);

    const before = checks().length;
    answers.refuse('clip.check', 'rate-limited', clock.now() + 10 * MINUTE);
    await clock.pass(10 * MINUTE - 1);
    expect(checks()).toHaveLength(before + 1);
  });

  test('one made anew is asked about even when the last question about another failed', async () => {
    const { store, clock, answers, checks } = await open([queued('a'), makeClip('b', { state: 'failed' })]);
    answers
      .refuse('clip.check', 'vendor-unavailable')
      .on('clip.remove', () => null)
      .on('clip.retry', () => queued('b'));
    await clock.pass(3_000);
    await store.remove('a');
    await clock.pass(MINUTE);
    const before = checks().length;
    await store.retry('b');
    await clock.pass(0);
    expect(checks().slice(before)).toEqual(['b']);
  });

  test('a clip that is not there any more leaves the list', async () => {
    const { store, clock, answers } = await open([queued('a'), ready('b')]);
    answers.refuse('clip.check', 'not-found');
    await clock.pass(3_000);
    expect(store.clips?.map(({ id }) => id)).toEqual(['b']);
  });
});

test.each([
  ['waits for its turn', { state: 'queued' }, 3_000],
  ['is being prepared', { state: 'preparing' }, 5_000],
  ['is tried again in 12 s', { state: 'queued', reason: 'recorder-load', retryAt: NOON + 12_000 }, 12_000],
  ['is tried again in 1 s', { state: 'queued', reason: 'recorder-load', retryAt: NOON + 1_000 }, 3_000],
  ['is tried again in 4 min', { state: 'queued', reason: 'recorder-load', retryAt: NOON + 4 * MINUTE }, 30_000],
] as const)('a part that %s is left alone for a while', (_, part, ms) => {
  expect(pauseOf(makeClip('a', { parts: makeParts(part) }), NOON)).toBe(ms);
});

test('a clip is asked about as often as its most urgent part', () => {
  const parts = makeParts({ state: 'ready' }, { state: 'preparing' }, { state: 'queued' });
  expect(pauseOf(makeClip('a', { parts }), NOON)).toBe(3_000);
});

describe('made anew', () => {
  const expired = makeClip('a', { parts: makeParts({ state: 'expired' }), state: 'expired' });

  test('a clip is queued again and asked about', async () => {
    const { store, clock, answers, checks } = await open([expired]);
    answers.on('clip.retry', () => queued('a')).on('clip.check', () => ready('a'));
    await store.retry('a');
    expect(store.clips?.[0]?.state).toBe('queued');
    await clock.pass(0);
    expect(checks()).toEqual(['a']);
    expect(store.clips?.[0]?.state).toBe('ready');
  });

  test('an answer from before does not undo it', async () => {
    const { store, clock, answers } = await open([queued('a')]);
    const late = makeDeferred<Clip>();
    answers.on('clip.check', () => late.promise).on('clip.retry', () => queued('a'));
    await clock.pass(3_000);
    await store.retry('a');
    late.resolve(makeClip('a', { parts: makeParts({ state: 'failed', reason: 'no-recorder' }), state: 'failed' }));
    await settled();
    expect(store.clips?.[0]?.state).toBe('queued');
  });

  test('a refusal is told at the clip, and the next try clears it', async () => {
    const { store, answers } = await open([expired]);
    answers.refuse('clip.retry', 'permission-denied');
    await store.retry('a');
    expect(store.problem).toMatchObject({ clipId: 'a', failure: { code: 'permission-denied' } });
    answers.on('clip.retry', () => queued('a'));
    await store.retry('a');
    expect(store.problem).toBeNull();
  });

  test('two taps ask once', async () => {
    const { store, answers } = await open([expired]);
    answers.on('clip.retry', () => queued('a'));
    await Promise.all([store.retry('a'), store.retry('a')]);
    expect(answers.inputs('clip.retry')).toHaveLength(1);
  });
});

test.each([
  ['removed', (store: ClipsStore) => store.remove('a'), []],
  ['made anew', (store: ClipsStore) => store.retry('a'), ['queued']],
] as const)('a list from before a clip was %s does not undo it', async (_, change, states) => {
  const failed = makeClip('a', { parts: makeParts({ state: 'failed' }), state: 'failed' });
  const { store, answers } = await open([failed]);
  answers.on('clip.remove', () => null).on('clip.retry', () => queued('a'));
  const early = makeDeferred<{ clips: readonly Clip[] }>();
  answers.on('clip.list', () => early.promise);
  const refreshed = store.refresh();
  await change(store);
  answers.on('clip.list', () => ({ clips: states.map(() => queued('a')) }));
  early.resolve({ clips: [failed] });
  await refreshed;
  expect(store.clips?.map(({ state }) => state)).toEqual(states);
});

test('what happened to a clip of another list does not make this one look empty', async () => {
  const { store, answers } = await open([ready('a')]);
  const removed = makeDeferred<null>();
  answers.on('clip.remove', () => removed.promise);
  const done = store.remove('a');
  store.open('gate');
  removed.resolve(null);
  await done;
  expect(store.clips).toBeNull();
});

test('a removed clip is gone; one that could not be removed stays and says why', async () => {
  const { store, answers } = await open([ready('a'), ready('b')]);
  answers.on('clip.remove', () => null);
  expect(await store.remove('a')).toBe(true);
  expect(store.clips?.map(({ id }) => id)).toEqual(['b']);

  answers.refuse('clip.remove', 'no-network');
  expect(await store.remove('b')).toBe(false);
  expect(store.clips).toHaveLength(1);
  expect(store.problem).toMatchObject({ clipId: 'b', failure: { code: 'no-network' } });
});

test('a list that cannot be had keeps what was shown, and is asked for again with the network', async () => {
  const { store, answers, network, clock } = await open([ready('a')]);
  answers.refuse('clip.list', 'no-network');
  await store.refresh();
  expect(store.failure?.code).toBe('no-network');
  expect(store.clips).toHaveLength(1);

  answers.on('clip.list', () => ({ clips: [ready('b')] }));
  network.become({ connected: true, kind: 'wifi' });
  await clock.pass(0);
  expect(store.failure).toBeNull();
  expect(store.clips?.map(({ id }) => id)).toEqual(['b']);
});

test('a list for the camera before does not replace this one’s', async () => {
  const { store, answers } = await open([]);
  const slow = makeDeferred<{ clips: readonly Clip[] }>();
  answers.on('clip.list', ({ channelId }) => (channelId === 'gate' ? slow.promise : { clips: [ready('b')] }));
  store.open('gate');
  void store.refresh();
  store.open('yard');
  await store.refresh();
  slow.resolve({ clips: [ready('a')] });
  await settled();
  expect(store.clips?.map(({ id }) => id)).toEqual(['b']);
});

test('a first list that takes long says so', async () => {
  const { store, answers, clock } = await open([]);
  answers.on('clip.list', () => makeDeferred<{ clips: readonly Clip[] }>().promise);
  store.open('gate');
  void store.refresh();
  expect(store.wait).toBe('blank');
  await clock.pass(300);
  expect(store.wait).toBe('skeleton');
  await clock.pass(5_000);
  expect(store.wait).toBe('slow');
});

test('who may not know of them any more is not shown what was known', async () => {
  const { store, answers } = await open([ready('a')]);
  answers.refuse('clip.list', 'vendor-unavailable');
  await store.refresh();
  expect(store.clips).toHaveLength(1);
  answers.refuse('clip.list', 'permission-denied');
  await store.refresh();
  expect(store.clips).toBeNull();
});
