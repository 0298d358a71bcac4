import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import { SharesPage } from '../../../miniprogram/manage/stores/shares-page';
import { SharesStore } from '../../../miniprogram/manage/stores/shares-store';
import type { Share } from '../../../typings/contract/codes';
import { Answers, makeDeferred } from '../support/answers';
import { FakeClock, makeNetwork, NOON, settled } from '../support/phone';
import { makePerson, makeShare } from '../support/shares';

const HOUR = 3_600_000;

async function open(list: readonly Share[], language: 'zh-CN' | 'en' = 'zh-CN') {
  const clock = new FakeClock();
  const network = makeNetwork();
  const answers = new Answers().on('share.list', () => ({ shares: list })).on('share.revoke', () => null);
  const shares = new SharesStore({ call: answers.call, clock, network });
  const managed = { visitorCode: 'K7M2QX', load: () => Promise.resolve() };
  const page = new SharesPage({ shares, managed, words: () => dictionaries[language] });
  page.reset();
  shares.show();
  await settled();
  return { page, shares, answers, clock, network };
}

test('a share says what it shows, by whom, until when, and who opened it', async () => {
  const opened = [
    { ...makePerson('小李'), at: NOON - 30_000 },
    { ...makePerson('', { id: 'x', visitorCode: 'QQQ777' }), at: NOON },
  ];
  const { page } = await open([makeShare('s1', { opened })]);

  expect(page.cards).toMatchObject([
    {
      title: '收银台 · 南京路店',
      detail: '直播 · 有水印',
      badge: '有效',
      by: expect.stringMatching(/^我分享于 今天 /) as string,
      until: expect.stringMatching(/^明天 .* 失效$/) as string,
      opened: '2/5 人打开过',
      show: '再发一次 收银台 · 南京路店',
      revoke: '收回 收银台 · 南京路店',
    },
  ]);
  expect(page.cards[0]?.people.map(({ line }) => line.split(' 今天')[0])).toEqual(['小李', '未留名字（QQQ777）']);
});

test('a stretch is told by the clocks of its store, wherever the phone is', async () => {
  const view = { kind: 'playback', place: 'device', from: NOON - HOUR, to: NOON } as const;
  const tokyo = [{ from: NOON - HOUR, minutes: 540 }];
  const { page } = await open([makeShare('s1', { view, offsets: tokyo, watermark: false })]);

  expect(page.cards[0]?.detail).toBe('录像 今天 14:05:00 — 15:05:00 · 无水印');
});

test('several cameras are counted and named', async () => {
  const cameras = ['收银台', '后门'].map((name) => ({ id: name, name, storeName: '南京路店' }));
  const { page } = await open([makeShare('s1', { cameras, most: null })]);

  expect(page.cards[0]).toMatchObject({ title: '2 个摄像头：收银台，后门', opened: '0 人打开过，人数不限' });
});

test('cameras that the caller no longer sees are not named', async () => {
  const { page } = await open([makeShare('s1', { cameras: [] })]);

  expect(page.cards[0]?.title).toBe('你已看不到的摄像头');
});

test('the share of somebody else can be taken back, not handed on', async () => {
  const { page } = await open([makeShare('s1', { by: makePerson('小王') })]);

  expect(page.cards[0]).toMatchObject({ show: '', revoke: expect.stringContaining('收回') as string });
  expect(page.cards[0]?.by).toMatch(/^小王 分享于/);
});

test.each([
  ['full', '人数已满', '', true],
  ['expired', '已过期', '', false],
  ['revoked', '已收回', '', false],
] as const)('one that is %s reads %s', async (state, badge, show, revocable) => {
  const { page } = await open([makeShare('s1', { state })]);

  expect(page.cards[0]).toMatchObject({ badge, show });
  expect(page.cards[0]?.revoke !== '').toBe(revocable);
});

test('one that was taken back ends no more', async () => {
  const { page } = await open([makeShare('s1', { state: 'revoked' })]);

  expect(page.cards[0]?.until).toBe('');
});

test('one that ends while somebody looks reads so', async () => {
  const { page, clock } = await open([makeShare('s1', { until: NOON + 20_000 })]);
  expect(page.cards[0]?.badge).toBe('有效');
  await clock.pass(31_000);

  expect(page.cards[0]).toMatchObject({ badge: '已过期', show: '', revoke: '' });
  expect(page.cards[0]?.until).toMatch(/已失效$/);
});

test('of many people the first are shown, and the others at a tap; names that two bear are told apart', async () => {
  const opened = Array.from({ length: 30 }, (_, n) => ({
    ...makePerson(n < 2 ? '小李' : `客${n}`, { id: `p${n}`, visitorCode: `CODE0${n}` }),
    at: NOON,
  }));
  const { page } = await open([makeShare('s1', { opened, most: null })]);
  expect(page.cards[0]?.people.map(({ line }) => line.split(' 今天')[0])).toEqual([
    '小李（CODE00）',
    '小李（CODE01）',
    '客2',
  ]);
  expect(page.cards[0]?.peopleButton).toBe('看全部 30 人');
  page.fold('s1');
  expect(page.cards[0]?.people).toHaveLength(30);
  page.fold('s1');
  expect(page.cards[0]?.people).toHaveLength(3);
});

test('what was taken back stays so, even in an answer from before', async () => {
  const { page, shares } = await open([makeShare('s1')]);
  expect(await shares.revoke('s1')).toBe(true);
  expect(page.cards[0]?.badge).toBe('已收回');
  await shares.refresh();

  expect(page.cards[0]?.badge).toBe('已收回');
});

test('what could not be taken back says why, on its own card', async () => {
  const { page, shares, answers } = await open([makeShare('s1'), makeShare('s2')]);
  answers.refuse('share.revoke', 'not-found');

  expect(await shares.revoke('s1')).toBe(false);
  expect(page.cards.map(({ problem }) => problem)).toEqual(['没有收回：找不到这个分享。回到列表刷新', '']);
});

test('one whose answer was lost is being checked until the list tells', async () => {
  const { page, shares, answers } = await open([makeShare('s1'), makeShare('s2')]);
  const list = makeDeferred<{ shares: readonly Share[] }>();
  answers.refuse('share.revoke', 'timeout').on('share.list', () => list.promise);
  const revoked = shares.revoke('s1');
  await settled();
  expect(page.cards.map(({ badge, busy }) => [badge, busy])).toEqual([
    ['正在核对', true],
    ['有效', false],
  ]);
  expect(page.cards[0]?.problem).toBe('等了 8 秒没有回应，正在核对有没有收回');
  list.resolve({ shares: [makeShare('s1', { state: 'revoked' }), makeShare('s2')] });
  expect(await revoked).toBe(true);
  expect(page.cards[0]).toMatchObject({ badge: '已收回', problem: '', revoke: '' });
});

test('one whose answer was lost, and that still stands, can be taken back again', async () => {
  const { page, shares, answers } = await open([makeShare('s1')]);
  answers.refuse('share.revoke', 'timeout');
  expect(await shares.revoke('s1')).toBe(false);
  expect(page.cards[0]).toMatchObject({ badge: '有效', busy: false });
  expect(page.cards[0]?.problem).toMatch(/^没有收回：等了 8 秒没有回应。/);
  answers.on('share.revoke', () => null);
  expect(await shares.revoke('s1')).toBe(true);
  expect(page.cards[0]?.problem).toBe('');
});

test('while nobody can tell whether it was taken back, its card says so; the network comes, and it is known', async () => {
  const { page, shares, answers, network } = await open([makeShare('s1')]);
  answers.refuse('share.revoke', 'no-network').refuse('share.list', 'no-network');
  expect(await shares.revoke('s1')).toBe(false);
  expect(page.cards[0]).toMatchObject({
    badge: '还没核对',
    problem: '网络连接不上，可能已经收回，还没核对到',
    show: '',
    revoke: '收回 收银台 · 南京路店',
  });
  answers.on('share.list', () => ({ shares: [makeShare('s1', { state: 'revoked' })] }));
  network.become({ connected: true, kind: 'wifi' });
  await settled();
  expect(page.cards[0]).toMatchObject({ badge: '已收回', problem: '' });
});

test('a list that cannot be had says why, and is had when the network is back', async () => {
  const { page, shares, answers, network } = await open([makeShare('s1')]);
  answers.refuse('share.list', 'no-network');
  await shares.refresh();
  expect(page.notice).toMatch(/^网络连接不上，下面是 今天 .* 的$/);

  answers.on('share.list', () => ({ shares: [] }));
  network.become({ connected: true, kind: 'wifi' });
  await settled();
  expect(page.screen).toMatchObject({ kind: 'card', title: '还没有分享' });
});

test('English has all of it', async () => {
  const view = { kind: 'playback', place: 'cloud', from: NOON - 25 * HOUR, to: NOON - 24 * HOUR } as const;
  const offsets = [{ from: view.from, minutes: 480 }];
  const { page } = await open([makeShare('s1', { view, offsets })], 'en');

  expect(page.cards[0]).toMatchObject({
    detail: 'Recording Yesterday 13:05:00 — 14:05:00 · With watermark',
    opened: 'Opened by 0 of 5',
  });
});

test('who may not know of them any more is not shown what was known', async () => {
  const { page, shares, answers } = await open([makeShare('s1')]);
  answers.refuse('share.list', 'permission-denied');
  await shares.refresh();
  expect([page.screen.kind, page.cards]).toEqual(['card', []]);
});
