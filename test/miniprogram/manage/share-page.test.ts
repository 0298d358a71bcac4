import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import { ShareDraft } from '../../../miniprogram/manage/stores/share-draft';
import { SharePage } from '../../../miniprogram/manage/stores/share-page';
import { ShownShare } from '../../../miniprogram/manage/stores/shown-share';
import { phoneZone } from '../../../miniprogram/utils/time-words';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import type { Channel } from '../../../typings/contract/domain';
import type { Share } from '../../../typings/contract/codes';
import { makeDeferred } from '../support/answers';
import { makeChannel } from '../support/cloud';
import { makeCodes } from '../support/codes';
import { NOON, settled } from '../support/phone';
import { makeShare } from '../support/shares';

const HOUR = 3_600_000;
const gate = makeChannel('gate', { name: '收银台', rights: ['view', 'playback', 'share'] });
const past = { place: 'device', from: NOON - HOUR, to: NOON, ahead: 540 } as const;
const CODE = 'sAbCdEfGhIjKlMnOpQrStUvWx';

interface Change {
  readonly known?: readonly Channel[];
  readonly language?: 'zh-CN' | 'en';
}

function makeRig({ known = [gate], language = 'zh-CN' }: Change = {}) {
  const { images, answers, clock, view } = makeCodes();
  answers
    .on('channel.list', ({ ids }) => ({ channels: [gate].filter(({ id }) => ids?.includes(id)), next: null }))
    .on('share.make', () => ({ share: makeShare('s1'), code: CODE }))
    .on('share.list', () => ({ shares: [makeShare('s1')] }))
    .on('share.code', () => ({ code: CODE }))
    .on('share.revoke', () => null);
  const { call } = answers;
  const draft = new ShareDraft({ call, clock, zone: phoneZone });
  const shown = new ShownShare({ call, clock, images, find: () => undefined });
  const find = (id: string) => known.find((channel) => channel.id === id);
  const page = new SharePage({ call, clock, draft, shown, find, words: () => dictionaries[language] });
  return { page, draft, shown, answers, clock, view };
}

test('the camera that was watched is there at once, without asking', () => {
  const { page, answers } = makeRig();
  page.open('gate', null);

  expect(page.screen.kind).toBe('content');
  expect(page.form.cameras).toEqual([{ id: 'gate', name: '收银台', storeName: '南京路店', remove: '' }]);
  expect(answers.made).toEqual([]);
});

test('one that is not known is asked for', async () => {
  const { page } = makeRig({ known: [] });
  page.open('gate', null);
  expect(page.screen.kind).toBe('blank');
  await settled();

  expect(page.screen.kind).toBe('content');
});

test.each([
  ['nothing to share', null, gate, '没有这个摄像头'],
  ['a camera that is gone', 'yard', gate, '没有这个摄像头'],
  ['a camera without the right to share', 'gate', { ...gate, rights: ['view'] as const }, '你不能分享这个摄像头'],
])('%s says so and leads back', async (_what, id, camera, title) => {
  const { page } = makeRig({ known: [camera] });
  page.open(id, null);
  await settled();

  expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title });
});

test('a stretch takes the right to look back as well', () => {
  const { page } = makeRig({ known: [{ ...gate, rights: ['view', 'share'] }] });
  page.open('gate', past);

  expect(page.screen).toMatchObject({ kind: 'card', title: '你不能分享这个摄像头' });
});

test('a stretch is told by its store’s clocks', () => {
  const { page } = makeRig();
  page.open('gate', past);

  expect([page.title, page.stretch]).toEqual(['分享这一段', '今天 14:05:00 — 15:05:00']);
});

test('a camera that cannot be read says why, and is read again', async () => {
  const { page, answers } = makeRig({ known: [] });
  answers.refuse('channel.list', 'timeout');
  page.open('gate', null);
  await settled();
  expect(page.screen).toMatchObject({ kind: 'card', act: 'again', note: '编号 R1' });

  answers.on('channel.list', () => ({ channels: [gate], next: null }));
  page.again();
  await settled();
  expect(page.screen.kind).toBe('content');
});

test('choices are offered as far as a share can end then', async () => {
  const { page, clock } = makeRig();
  page.open('gate', null);
  page.show();
  expect(page.form.untils.map(({ key }) => key)).toEqual(['hour', 'today', 'day', 'week', 'picked']);
  const midnight = 24 * HOUR - ((NOON + phoneZone(NOON)) % (24 * HOUR));
  await clock.pass(midnight - 120_000);

  expect(page.form.untils.map(({ key }) => key)).toEqual(['hour', 'day', 'week', 'picked']);
});

test('what cannot be says why and cannot be made', () => {
  const { page, draft } = makeRig();
  page.open('gate', null);
  page.form.chooseUntil('week');
  expect(page.form.ready).toBe(true);
  draft.pick({ day: '2027-03-01' });

  expect([page.form.ready, page.form.untilLine, page.form.untilProblem]).toEqual([
    false,
    '',
    '最长 30 天，选早一点的时间',
  ]);
});

test('what was made is shown with its code, and what goes to a chat says neither where nor what', async () => {
  const { page, draft, view } = makeRig();
  page.open('gate', null);
  page.form.chooseMost('5');
  expect([draft.most, page.card]).toEqual([5, null]);
  await page.make();
  await settled();

  expect(page.part).toBe('made');
  expect(page.made).toEqual([
    '收银台 · 南京路店',
    '现在的画面',
    expect.stringMatching(/^明天 .* 自动失效$/),
    '可打开：5 人',
    '有水印',
  ]);
  expect(view()).toMatchObject({ state: 'ready', src: expect.stringContaining('s1/mini-program') as string });
  expect(page.card).toMatchObject({
    path: `/pages/entry/entry?code=${CODE}`,
    imageUrl: '/manage/images/share-view.png',
    title: expect.stringMatching(/^给你看现在的画面，11月21日 \d\d:05 前有效$/) as string,
  });
});

test('what goes to a chat is English where the sender reads English', async () => {
  const { page } = makeRig({ language: 'en' });
  page.open('gate', null);
  await page.make();

  expect(page.card?.title).toMatch(/^A live picture for you, until Nov 21, \d\d:05$/);
});

test('a refusal says why, and making it again asks again', async () => {
  const { page, answers } = makeRig();
  page.open('gate', null);
  answers.refuse('share.make', 'permission-denied');
  await page.make();

  expect(page.form.refusal).toBe('没有生成：你没有这个权限。请店长或老板给你开通');
  expect(page.part).toBe('choice');
});

test('what may have been made though nobody answered is not said not to be', async () => {
  const { page, answers } = makeRig();
  page.open('gate', null);
  answers.refuse('share.make', 'timeout');
  await page.make();
  expect(page.form.refusal).toBe('等了 8 秒没有回应，可能已经生成了。照原样再点一次，不会有两个');

  answers.refuse('share.make', 'no-network');
  await page.make();
  expect(page.form.refusal).toMatch(/^没有生成：/);
});

test('who left before it was made is not shown it', async () => {
  const { page, answers } = makeRig();
  page.open('gate', null);
  const late = makeDeferred<{ share: ReturnType<typeof makeShare>; code: string }>();
  answers.on('share.make', () => late.promise);
  const made = page.make();
  page.leave();
  late.resolve({ share: makeShare('s1'), code: CODE });
  await made;

  expect(page.card).toBeNull();
});

test('what was taken back cannot be handed on any more', async () => {
  const { page, shown, view } = makeRig();
  page.open('gate', null);
  await page.make();
  await settled();

  expect(await shown.revoke()).toBe(true);
  expect(page.screen).toMatchObject({ kind: 'card', title: '已收回' });
  expect([page.card, view().state]).toEqual([null, 'blank']);
});

test('what could not be taken back stays, and says why', async () => {
  const { page, shown, answers } = makeRig();
  page.open('gate', null);
  await page.make();
  answers.refuse('share.revoke', 'timeout');

  expect(await shown.revoke()).toBe(false);
  expect(page.problem).toContain('没有收回：等了 8 秒没有回应');
  expect(page.card).not.toBeNull();
});

test('one whose answer was lost is looked for in the list, which tells that it is over', async () => {
  const { page, shown, answers } = makeRig();
  page.open('gate', null);
  await page.make();
  answers
    .refuse('share.revoke', 'timeout')
    .on('share.list', () => ({ shares: [makeShare('s1', { state: 'revoked' })] }));
  const revoked = shown.revoke();
  await settled();

  expect(await revoked).toBe(true);
  expect(page.screen).toMatchObject({ kind: 'card', title: '已收回' });
});

test('while nobody can tell whether it is over, the page says so', async () => {
  const { page, shown, answers } = makeRig();
  page.open('gate', null);
  await page.make();
  const list = makeDeferred<{ shares: readonly Share[] }>();
  answers.refuse('share.revoke', 'no-network').on('share.list', () => list.promise);
  const revoked = shown.revoke();
  await settled();
  expect(page.problem).toBe('网络连接不上，正在核对有没有收回');
  list.reject(new CallFailed('no-network', 'R1', null));

  expect(await revoked).toBe(false);
  expect(page.problem).toBe('网络连接不上，可能已经收回，还没核对到');
});

test('in English the day at which it ends is in the middle of a sentence', () => {
  const { page } = makeRig({ language: 'en' });
  page.open('gate', null);
  page.form.chooseUntil('hour');

  expect(page.form.untilLine).toMatch(/^Ends by itself today \d\d:\d\d$/);
});

test('one made before is handed on once more', async () => {
  const { page, answers } = makeRig();
  page.openMade('s1');
  await settled();

  expect(answers.inputs('share.code')).toEqual([{ id: 's1' }]);
  expect(page.card?.path).toBe(`/pages/entry/entry?code=${CODE}`);
});

test.each([
  ['is gone from the list', 'not-found' as const],
  ['is another’s', 'permission-denied' as const],
])('one that %s says so, and is looked for again', async (_what, code) => {
  const { page, answers } = makeRig();
  answers.refuse('share.code', code);
  page.openMade('s1');
  await settled();
  expect(page.screen).toMatchObject({ kind: 'card', act: 'again' });

  answers.on('share.code', () => ({ code: CODE }));
  page.again();
  await settled();
  expect(page.screen.kind).toBe('content');
});

test.each([
  ['taken back', 'revoked', '已收回'],
  ['over', 'expired', '已过期'],
  ['opened by as many as may', 'full', '打开的人已满'],
] as const)(
  'one that is %s meanwhile is not asked for in vain: its maker shares once more',
  async (_what, code, title) => {
    const { page, answers } = makeRig();
    answers.refuse('share.code', code);
    page.openMade('s1');
    await settled();

    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title, button: '返回', note: '' });
    expect(page.screen).toMatchObject({ detail: expect.stringMatching(/重新分享一次$/) as string });
  },
);
