import type { ClipOutcome } from '../../../../cloudfunctions/core/capabilities';
import type { PartDocument } from '../../../../cloudfunctions/core/clips/documents';
import {
  afterAsking,
  afterChecking,
  beginAsking,
  LOST_AFTER_MS,
  MOST_TRIES,
  retryPart,
  type Answer,
} from '../../../../cloudfunctions/core/clips/parts';
import { CallError } from '../../../../cloudfunctions/core/errors';
import { NOON } from '../../../support/cloud-rig';
import { makePart } from '../../../support/make-clip';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MOMENT = { now: NOON, random: 0.5 };
const LINK = 'http://media.test/clip.flv';

type In<S> = Extract<PartDocument, { state: S }>;
const queued = (more: object = {}) => makePart(more) as In<'queued'>;
const asking = (more: object = {}) =>
  makePart({ state: 'asking', dueAt: NOON + LOST_AFTER_MS, ...more }) as In<'asking'>;
const preparing = (more: object = {}) =>
  makePart({ state: 'preparing', task: 't1', since: NOON, ...more }) as In<'preparing'>;
const failure = (code: CallError['code'], retryAt?: number): Answer => ({
  kind: 'error',
  error: new CallError(code, 'refused', retryAt === undefined ? {} : { retryAt }),
});

describe('a part that is asked for', () => {
  test('is put down as such, one question further, until its asker counts as dead', () => {
    expect(beginAsking(queued({ asked: 2, tries: 1 }), NOON)).toMatchObject({
      ...{ state: 'asking', asked: 3, tries: 1, dueAt: NOON + LOST_AFTER_MS },
    });
  });

  test('by one who died is asked for again, which counts as a try', () => {
    const lost = asking({ tries: 1, asked: 2, dueAt: NOON });
    expect(beginAsking(lost, NOON)).toMatchObject({ state: 'asking', tries: 2, asked: 3 });
    expect(beginAsking(asking({ tries: MOST_TRIES - 1 }), NOON)).toMatchObject({
      ...{ state: 'failed', reason: 'request-failed' },
    });
  });

  test('is ready at once where the vendor has it', () => {
    const answer: ClipOutcome = { kind: 'ready', url: LINK, expiresAt: NOON + MINUTE };
    expect(afterAsking(asking(), answer, MOMENT)).toMatchObject({
      state: 'ready',
      link: LINK,
      expiresAt: NOON + MINUTE,
    });
  });

  test('is being prepared where that takes time', () => {
    const part = afterAsking(asking(), { kind: 'preparing', task: 't1' }, MOMENT);
    expect(part).toMatchObject({ state: 'preparing', task: 't1', since: NOON, dueAt: NOON + 5 * SECOND });
  });

  test.each(['same-camera', 'no-channel', 'recorder-load', 'playback-in-use', 'play-failed'] as const)(
    'is asked for later where the recorder says %s',
    (why) => {
      const part = afterAsking(asking(), { kind: 'busy', why }, MOMENT);
      expect(part).toMatchObject({ state: 'queued', reason: why, tries: 1, dueAt: NOON + 15 * SECOND });
    },
  );

  test.each(['recorder-offline', 'no-recorder', 'request-failed'] as const)('fails where it is told %s', (why) => {
    expect(afterAsking(asking(), { kind: 'refused', why }, MOMENT)).toMatchObject({ state: 'failed', reason: why });
  });

  test.each(['vendor-unavailable', 'vendor-quota', 'device-offline', 'vendor-protocol'] as const)(
    'fails with the code %s and is not asked for again',
    (code) => expect(afterAsking(asking(), failure(code), MOMENT)).toMatchObject({ state: 'failed', reason: code }),
  );

  test('fails as internal where the fault is ours', () => {
    const answer: Answer = { kind: 'error', error: new TypeError('oh') };
    expect(afterAsking(asking(), answer, MOMENT)).toMatchObject({ state: 'failed', reason: 'internal' });
  });

  test('waits ever longer for a busy recorder, to four minutes, and gives up', () => {
    const pauses: number[] = [];
    let part: PartDocument = queued();
    for (let now = NOON; part.state === 'queued'; now = 'dueAt' in part ? part.dueAt : now) {
      part = afterAsking(asking({ tries: part.tries }), { kind: 'busy', why: 'no-channel' }, { now, random: 0.5 });
      if (part.state === 'queued') pauses.push((part.dueAt - now) / SECOND);
    }
    expect(pauses).toEqual([15, 30, 60, 120, 240, 240, 240]);
    expect(part).toMatchObject({ state: 'failed', reason: 'no-channel' });
  });

  test('does not come back at the same instant as all others', () => {
    const dueAt = (random: number) =>
      (afterAsking(asking(), { kind: 'busy', why: 'no-channel' }, { now: NOON, random }) as In<'queued'>).dueAt;
    expect([dueAt(0), dueAt(0.999)].map((at) => Math.round((at - NOON) / SECOND))).toEqual([11, 19]);
  });
});

describe('a part that is being prepared', () => {
  test('is looked at every five seconds', () => {
    expect(afterChecking(preparing(), { kind: 'preparing', task: 't1' }, MOMENT)).toMatchObject({
      ...{ state: 'preparing', dueAt: NOON + 5 * SECOND },
    });
  });

  test('is ready when the vendor is, and its work can be asked about again', () => {
    const answer: ClipOutcome = { kind: 'ready', url: LINK, expiresAt: null };
    expect(afterChecking(preparing(), answer, MOMENT)).toMatchObject({ state: 'ready', link: LINK, task: 't1' });
  });

  test('is given up after half an hour', () => {
    const late = preparing({ since: NOON - 30 * MINUTE });
    expect(afterChecking(late, { kind: 'preparing', task: 't1' }, MOMENT)).toMatchObject({
      ...{ state: 'failed', reason: 'request-failed' },
    });
    expect(afterChecking(late, failure('vendor-unavailable'), MOMENT)).toMatchObject({ reason: 'vendor-unavailable' });
  });

  test('outlives a question that was not answered, and is not asked about before the vendor allows it', () => {
    expect(afterChecking(preparing(), failure('vendor-unavailable'), MOMENT)).toMatchObject({
      ...{ state: 'preparing', dueAt: NOON + 15 * SECOND },
    });
    expect(afterChecking(preparing(), failure('vendor-quota', NOON + MINUTE), MOMENT)).toMatchObject({
      dueAt: NOON + MINUTE,
    });
  });

  test('fails with any other code, and where the vendor gave up', () => {
    expect(afterChecking(preparing(), failure('not-found'), MOMENT)).toMatchObject({ reason: 'not-found' });
    const refused: ClipOutcome = { kind: 'refused', why: 'request-failed' };
    expect(afterChecking(preparing(), refused, MOMENT)).toMatchObject({ state: 'failed', reason: 'request-failed' });
  });
});

describe('making a part anew', () => {
  test('queues what failed, its tries forgotten but not how often it was asked for', () => {
    const failed = makePart({ state: 'failed', reason: 'no-channel', asked: 8 });
    expect(retryPart(failed, NOON)).toMatchObject({ state: 'queued', reason: null, tries: 0, asked: 8, dueAt: NOON });
  });

  test('asks first about work that the vendor may still have', () => {
    const expired = makePart({ state: 'expired', expiresAt: NOON, task: 't1' });
    expect(retryPart(expired, NOON)).toMatchObject({ state: 'preparing', task: 't1', dueAt: NOON });
    expect(retryPart(makePart({ state: 'expired', expiresAt: NOON, task: null }), NOON)).toMatchObject({
      state: 'queued',
    });
  });

  test.each(['queued', 'asking', 'preparing', 'ready'])('leaves a part that is %s as it is', (state) => {
    const part = makePart({ state, expiresAt: null });
    expect(retryPart(part, NOON)).toBe(part);
  });
});
