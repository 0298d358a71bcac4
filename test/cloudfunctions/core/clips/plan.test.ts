import type { ClipReason } from '../../../../typings/contract/domain';
import { nextStep, worstOf } from '../../../../cloudfunctions/core/clips/plan';
import { NOON } from '../../../support/cloud-rig';
import { makeClip, makePart } from '../../../support/make-clip';

const LATER = NOON + 60_000;
const waiting = (reason: ClipReason) => makePart({ reason, tries: 1, dueAt: LATER });

/** Clip and part of the next step. */
function next(clips: Parameters<typeof nextStep>[0]): string | null {
  const step = nextStep(clips, NOON);
  return step && `${step.clip._id}${step.index}`;
}

test('parts are asked for in order, the first clip’s first', () => {
  const ready = makePart({ state: 'ready', expiresAt: null });
  expect(next([makeClip('a', [makePart(), makePart()]), makeClip('b', [makePart()])])).toBe('a0');
  expect(next([makeClip('a', [ready, makePart()]), makeClip('b', [makePart()])])).toBe('a1');
  expect(next([makeClip('a', [ready]), makeClip('b', [makePart()])])).toBe('b0');
  expect(next([makeClip('a', [ready])])).toBeNull();
});

test('a part that failed leaves the others to go on', () => {
  expect(next([makeClip('a', [makePart({ state: 'failed', reason: 'no-recorder' }), makePart()])])).toBe('a1');
});

test.each(['no-channel', 'recorder-load', 'playback-in-use'] as const)(
  'while the recorder says %s nobody overtakes, not even another camera',
  (reason) => {
    const other = makeClip('b', [makePart()], { channelId: 'a2' });
    expect(next([makeClip('a', [waiting(reason)]), other])).toBeNull();
  },
);

test.each(['same-camera', 'play-failed'] as const)('while one camera says %s the others go on', (reason) => {
  const first = makeClip('a', [waiting(reason), makePart()]);
  expect(next([first])).toBeNull();
  expect(next([first, makeClip('b', [makePart()], { channelId: 'a2' })])).toBe('b0');
});

test('while a camera has a part in the making it is not asked for another', () => {
  const first = makeClip('a', [makePart({ state: 'preparing', task: 't', since: NOON, dueAt: LATER }), makePart()]);
  expect(next([first])).toBeNull();
  expect(next([first, makeClip('b', [makePart()], { channelId: 'a2' })])).toBe('b0');
});

test('what is in the making is looked at before another part is asked for', () => {
  const preparing = makePart({ state: 'preparing', task: 't', since: NOON, dueAt: NOON });
  expect(next([makeClip('a', [makePart()]), makeClip('b', [preparing], { channelId: 'a2' })])).toBe('b0');
});

test('a part that is being asked for holds the whole recorder, until its asker counts as dead', () => {
  const other = makeClip('b', [makePart()], { channelId: 'a2' });
  expect(next([makeClip('a', [makePart({ state: 'asking', dueAt: LATER })]), other])).toBeNull();
  expect(next([makeClip('a', [makePart({ state: 'asking', dueAt: NOON })]), other])).toBe('a0');
});

test('a file whose time is over is forgotten then, not before', () => {
  expect(next([makeClip('a', [makePart({ state: 'ready', expiresAt: NOON })])])).toBe('a0');
  expect(next([makeClip('a', [makePart({ state: 'ready', expiresAt: LATER })])])).toBeNull();
});

test('a clip is as its worst part is', () => {
  expect(worstOf(['ready', 'preparing'])).toBe('preparing');
  expect(worstOf(['queued', 'preparing', 'expired'])).toBe('expired');
  expect(worstOf(['failed', 'expired'])).toBe('failed');
  expect(worstOf(['ready', 'ready'])).toBe('ready');
});
