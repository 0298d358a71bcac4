import { MOST_CAMERAS, ShareDraft } from '../../../miniprogram/manage/stores/share-draft';
import { Answers, makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { FakeClock, NOON, settled, SHANGHAI } from '../support/phone';
import { makeShare } from '../support/shares';

const HOUR = 3_600_000;
const gate = makeChannel('gate');
const yard = makeChannel('yard');
const past = { place: 'device', from: NOON - 2 * HOUR, to: NOON - HOUR, ahead: 480 } as const;

function makeDraft() {
  const clock = new FakeClock();
  const answers = new Answers().on('share.make', () => ({ share: makeShare('s1'), code: 'sABC' }));
  const draft = new ShareDraft({ call: answers.call, clock, zone: SHANGHAI });
  draft.begin(gate, null);
  return { draft, answers, clock };
}

test('a share begins careful: one camera, one person, one day, with a watermark', async () => {
  const { draft, answers } = makeDraft();

  expect(await draft.send()).toMatchObject({ code: 'sABC' });
  expect(answers.inputs('share.make')).toMatchObject([
    { channelIds: ['gate'], view: { kind: 'live' }, until: NOON + 24 * HOUR, most: 1, watermark: true },
  ]);
});

test('a stretch is shared of its own camera only, and its clocks stay here', async () => {
  const { draft, answers } = makeDraft();
  draft.begin(gate, past);
  draft.toggle(yard);
  draft.chooseMost(0);
  draft.setWatermark(false);
  await draft.send();

  const { ahead: _, ...stretch } = past;
  expect(answers.inputs('share.make')).toMatchObject([
    { channelIds: ['gate'], view: { kind: 'playback', ...stretch }, most: null, watermark: false },
  ]);
  expect(answers.inputs('share.make')[0]!.view).not.toHaveProperty('ahead');
});

test('cameras come and go, but for the one that the share is for, and no more than fit', () => {
  const { draft } = makeDraft();
  draft.toggle(yard);
  draft.toggle(gate);
  expect(draft.cameras.map(({ id }) => id)).toEqual(['gate', 'yard']);
  draft.toggle(yard);
  for (let n = 0; n < 30; n += 1) draft.toggle(makeChannel(`c${n}`));

  expect(draft.cameras).toHaveLength(MOST_CAMERAS);
  expect(draft.cameras[0]?.id).toBe('gate');
});

test('what failed is asked for again under the same name, and what was changed under another', async () => {
  const { draft, answers } = makeDraft();
  answers.refuse('share.make', 'timeout');
  expect(await draft.send()).toBeNull();
  expect(draft.stage).toMatchObject({ kind: 'refused', failure: { code: 'timeout' } });
  await draft.send();
  draft.chooseMost(5);
  expect(draft.stage.kind).toBe('choosing');
  await draft.send();

  const [first, second, third] = answers.inputs('share.make').map(({ requestKey }) => requestKey);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('what was perhaps made is asked for once more as it was: it ends when it said', async () => {
  const { draft, answers, clock } = makeDraft();
  answers.refuse('share.make', 'no-network');
  await draft.send();
  await clock.pass(3_000);
  await draft.send();

  const [first, second] = answers.inputs('share.make');
  expect(second).toEqual(first);
});

test('the next share of the same kind has a name of its own', async () => {
  const { draft, answers } = makeDraft();
  await draft.send();
  await draft.send();

  const [first, second] = answers.inputs('share.make').map(({ requestKey }) => requestKey);
  expect(second).not.toBe(first);
});

test('an answer to what was changed meanwhile is not shown', async () => {
  const { draft, answers } = makeDraft();
  const late = makeDeferred<{ share: ReturnType<typeof makeShare>; code: string }>();
  answers.on('share.make', () => late.promise);
  const sent = draft.send();
  draft.chooseUntil('week');
  late.resolve({ share: makeShare('s1'), code: 'sABC' });

  expect(await sent).toBeNull();
  await settled();
  expect(draft.stage.kind).toBe('choosing');
});

test('a share that cannot end then is not asked for', async () => {
  const { draft, answers } = makeDraft();
  draft.pick({ day: '2027-01-20' });
  expect(draft.problemOf('picked')).toBe('too-late');

  expect(await draft.send()).toBeNull();
  expect(answers.made).toEqual([]);
});

test('picking begins at the same time tomorrow', () => {
  const { draft } = makeDraft();

  expect(draft.picked).toEqual({ day: '2026-11-21', time: '14:05' });
  draft.pick({ time: '09:00' });
  expect(draft.choice).toBe('picked');
  expect(draft.endOf('picked')).toBe(Date.UTC(2026, 10, 21, 1));
});
