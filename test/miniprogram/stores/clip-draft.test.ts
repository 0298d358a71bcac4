import { ClipDraft, type ClipSubject } from '../../../miniprogram/playback/stores/clip-draft';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import type { Action, InputOf } from '../../../typings/contract/calls';
import type { Clip, Segment } from '../../../typings/contract/domain';
import { FakeClock, NOON, settled } from '../support/phone';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MIDNIGHT = NOON - 14 * HOUR - 5 * MINUTE;
const segment = (from: number, to: number): Segment => ({ from, to, trigger: 'timed', id: null });

const SUBJECT: ClipSubject = {
  channelId: 'gate',
  abilities: { places: ['device'], longestMs: 10 * MINUTE, format: 'flv' },
  past: {
    from: MIDNIGHT,
    to: MIDNIGHT + 24 * HOUR,
    now: NOON,
    offsets: [{ from: MIDNIGHT, minutes: 480 }],
    segments: [segment(MIDNIGHT, NOON)],
    place: 'device',
    known: true,
  },
  position: NOON - HOUR,
};

const makeClip = ({ from, to, place }: InputOf<'clip.request'>): Clip => ({
  id: 'clip-1',
  channelId: 'gate',
  cameraName: '大门',
  storeName: '南京路店',
  place,
  from,
  to,
  createdAt: NOON,
  offsets: [{ from: MIDNIGHT, minutes: 480 }],
  format: 'flv',
  state: 'queued',
  parts: [],
});

function makeDraft(change: Partial<ClipSubject> = {}) {
  const sent: InputOf<'clip.request'>[] = [];
  const rig = { refusal: null as FailureCode | null, held: null as Promise<void> | null };
  let subject: ClipSubject | null = { ...SUBJECT, ...change };
  let chance = 0;
  const draft = new ClipDraft({
    clock: new FakeClock(),
    subject: () => subject,
    random: () => (chance += 0.001),
    call: (async (action: Action, data: InputOf<'clip.request'>) => {
      expect(action).toBe('clip.request');
      sent.push(data);
      await rig.held;
      if (rig.refusal !== null) throw new CallFailed(rig.refusal, 'R1', null);
      return makeClip(data);
    }) as ConstructorParameters<typeof ClipDraft>[0]['call'],
  });
  const move = (next: Partial<ClipSubject> | null) => {
    subject = next === null || subject === null ? null : { ...subject, ...next };
  };
  return { draft, sent, rig, move };
}

test('a minute around the cursor is offered first', () => {
  const { draft } = makeDraft();
  draft.begin();

  expect(draft.span).toEqual({ from: NOON - HOUR - MINUTE / 2, to: NOON - HOUR + MINUTE / 2 });
  expect(draft.problem).toBeNull();
});

test('at the newest recording the minute before it is offered', () => {
  const { draft } = makeDraft({ position: NOON });
  draft.begin();

  expect(draft.span).toEqual({ from: NOON - MINUTE, to: NOON });
  expect(draft.problem).toBeNull();
});

test('at the beginning of what is known the minute after it is offered', () => {
  const { draft } = makeDraft({ position: MIDNIGHT });
  draft.begin();

  expect(draft.span).toEqual({ from: MIDNIGHT, to: MIDNIGHT + MINUTE });
});

test('the ends are set under the cursor', () => {
  const { draft, move } = makeDraft();
  draft.begin();
  move({ position: NOON - 40 * MINUTE });
  draft.setEnd();
  move({ position: NOON - 50 * MINUTE });
  draft.setStart();

  expect(draft.span).toEqual({ from: NOON - 50 * MINUTE, to: NOON - 40 * MINUTE });
});

test('an end set on the wrong side of the other takes it along', () => {
  const { draft, move } = makeDraft();
  draft.begin();
  move({ position: NOON - 20 * MINUTE });
  draft.setStart();
  expect(draft.span).toEqual({ from: NOON - 20 * MINUTE, to: NOON - 19 * MINUTE });

  move({ position: NOON - 30 * MINUTE });
  draft.setEnd();
  expect(draft.span).toEqual({ from: NOON - 31 * MINUTE, to: NOON - 30 * MINUTE });
});

test.each([
  ['short', { from: NOON - MINUTE, to: NOON - MINUTE }],
  ['short', { from: NOON - MINUTE, to: NOON - 2 * MINUTE }],
  ['long', { from: NOON - HOUR - 1_000, to: NOON }],
  ['future', { from: NOON - MINUTE, to: NOON + 1_000 }],
  [null, { from: NOON - HOUR, to: NOON }],
])('%s is what is wrong with %j', (problem, span) => {
  const { draft } = makeDraft();
  draft.choose(span);

  expect(draft.problem).toBe(problem);
});

test('what was not recorded cannot be cut, unless the vendor does not say what was', () => {
  const past = { ...SUBJECT.past, segments: [segment(MIDNIGHT, NOON - HOUR)] };
  const { draft, move } = makeDraft({ past });
  draft.choose({ from: NOON - MINUTE, to: NOON });
  expect(draft.problem).toBe('empty');

  move({ past: { ...past, known: false } });
  expect(draft.problem).toBeNull();
});

test('a place that gives no clips says so', () => {
  const { draft } = makeDraft({ past: { ...SUBJECT.past, place: 'cloud' } });
  draft.begin();

  expect(draft.problem).toBe('place');
});

test.each([
  [9, 1],
  [10, 1],
  [11, 2],
  [25, 3],
  [60, 6],
])('%i minutes come in %i files of ten at most', (minutes, parts) => {
  const { draft } = makeDraft();
  draft.choose({ from: NOON - minutes * MINUTE, to: NOON });

  expect(draft.parts).toBe(parts);
});

test('a clip is asked for by full seconds and then the choice is over', async () => {
  const { draft, sent } = makeDraft();
  draft.choose({ from: NOON - 25 * MINUTE + 400, to: NOON - 600 });
  const clip = await draft.send();

  expect(clip?.id).toBe('clip-1');
  expect(sent).toMatchObject([{ channelId: 'gate', place: 'device', from: NOON - 25 * MINUTE, to: NOON - 1_000 }]);
  expect(sent[0]?.requestKey).toMatch(/^[\w-]{8,64}$/);
  expect(draft.span).toBeNull();
});

test('a refusal stays beside the choice; asked again it is the same wish, and another span is another', async () => {
  const { draft, sent, rig } = makeDraft();
  draft.begin();
  rig.refusal = 'timeout';
  expect(await draft.send()).toBeNull();
  expect(draft.stage).toEqual({ kind: 'refused', code: 'timeout' });
  await draft.send();
  draft.choose({ from: NOON - 2 * MINUTE, to: NOON });
  expect(draft.stage).toEqual({ kind: 'choosing' });
  await draft.send();

  const keys = sent.map(({ requestKey }) => requestKey);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('two taps ask once', async () => {
  const { draft, sent } = makeDraft();
  draft.begin();
  await Promise.all([draft.send(), draft.send()]);

  expect(sent).toHaveLength(1);
});

test('what cannot be had is not asked for', async () => {
  const { draft, sent } = makeDraft();
  draft.choose({ from: NOON, to: NOON });

  expect(await draft.send()).toBeNull();
  expect(sent).toEqual([]);
});

test('an answer to a choice that was given up or changed leads nowhere', async () => {
  const { draft, rig } = makeDraft();
  let release = () => {};
  rig.held = new Promise<void>((resolve) => (release = resolve));
  draft.begin();
  const sending = draft.send();
  draft.choose({ from: NOON - 5 * MINUTE, to: NOON });
  release();
  await settled();

  expect(await sending).toBeNull();
  expect(draft.span).toEqual({ from: NOON - 5 * MINUTE, to: NOON });
  expect(draft.stage).toEqual({ kind: 'choosing' });
});

test('without anything to cut nothing is chosen', () => {
  const { draft, move } = makeDraft();
  move(null);
  draft.begin();
  draft.setStart();
  draft.setEnd();

  expect(draft.span).toBeNull();
  expect(draft.parts).toBe(0);
});
