import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import { videoRow } from '../../../miniprogram/playback/stores/video-words';
import { NOON } from '../support/phone';
import { makeVideo, makeVideos, openVideos, SHANGHAI_YEAR } from '../support/videos';

const MINUTE = 60_000;
const words = dictionaries['zh-CN'];
const setting = { words, offsets: SHANGHAI_YEAR, today: '2026-11-20' };

describe('a recording in words', () => {
  test('has its name, its span by the store’s clocks, its length and size', () => {
    const { name, span, detail, label } = videoRow(makeVideo('v1'), setting);
    expect([name, span, detail]).toEqual(['录像 v1', '今天 11月20日 12:05:00 — 13:05:00', '1 小时 0 分 · 48.0 MB']);
    expect(label).toBe(`播放 ${name}，${span}，${detail}`);
  });

  test('without a name is called so; over midnight it names both days', () => {
    const midnight = Date.UTC(2026, 10, 19, 16);
    const video = makeVideo('v1', { name: ' ', from: midnight - MINUTE, to: midnight + MINUTE });
    expect(videoRow(video, setting)).toMatchObject({
      name: '未命名录像',
      span: '11月19日 周四 23:59:00 — 今天 11月20日 00:01:00',
    });
  });
});

describe('the page', () => {
  test('is named after the camera', async () => {
    expect((await openVideos([])).page.title).toBe('收银台 · 云端录像');
  });

  test('without recordings says what there will be; with a filter offers all of them', async () => {
    const { page, store, clock } = await openVideos([]);
    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title: '云端还没有录像' });
    page.choose('week');
    await clock.pass(0);
    expect(page.screen).toMatchObject({ kind: 'card', act: 'show-all', title: '没有符合的录像' });
    store.search.box.type('开店');
    store.search.showAll();
    await clock.pass(1_000);
    expect(page.screen).toMatchObject({ act: 'back' });
    expect(store.search.box.typed).toBe('');
  });

  test.each([
    ['no-network', 'refresh', '网络连接不上'],
    ['vendor-unavailable', 'refresh', '云平台没有回应'],
    ['permission-denied', 'refresh', '你没有这个权限'],
    ['unsupported', 'back', '这个摄像头没有云端录像'],
  ] as const)('tells %s in words, with a next step', async (code, act, title) => {
    const { page, store, answers } = await openVideos([]);
    answers.refuse('video.list', code);
    await store.refresh();
    expect(page.screen).toMatchObject({ kind: 'card', act, title });
  });

  test('shows nothing at first, then its shape, then that it is slow', async () => {
    const { page, store, answers, clock } = await openVideos([]);
    answers.on('video.list', () => new Promise(() => undefined));
    store.search.showAll();
    expect(page.screen.kind).toBe('blank');
    await clock.pass(300);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: false });
    await clock.pass(5_000);
    expect(page.screen).toEqual({ kind: 'skeleton', slow: true });
  });

  test('says at its end how many there are, that more come, or why not', async () => {
    const { page, store, answers } = await openVideos(makeVideos(40));
    expect(page.foot).toBe('正在取更多');
    answers.refuse('video.list', 'timeout');
    await store.more();
    expect([page.foot, page.footRetry]).toEqual(['等了 8 秒没有回应，没有取到更多', '重试']);
    expect((await openVideos(makeVideos(3))).page.foot).toBe('共 3 个，没有更多了');
  });

  test('offers days once the store’s clocks are known, and both ends of those chosen one by one', async () => {
    const { page, clock } = await openVideos(makeVideos(1));
    expect(page.tabs.map(({ label }) => label)).toEqual(['全部', '近 7 天', '近 30 天', '选日期']);
    expect(page.days).toBeNull();
    page.choose('custom');
    await clock.pass(0);
    expect(page.days).toMatchObject({
      first: { day: '2026-11-14', words: '从 11月14日 周六' },
      last: { day: '2026-11-20', words: '到 今天 11月20日' },
      today: '2026-11-20',
    });
  });
});

describe('choosing several', () => {
  test('is for those who manage only', async () => {
    const { page } = await openVideos(makeVideos(3));
    expect(page.selectable).toBe(false);
    page.toggleChoosing();
    expect(page.chosen).toBeNull();
  });

  test('counts what is chosen, and ends when they are removed', async () => {
    const { page } = await openVideos(makeVideos(3), ['playback', 'manage']);
    page.toggleChoosing();
    expect(page.choice).toEqual({ words: '点录像来选择', remove: '' });
    for (const id of ['v0', 'v1', 'v2', 'v1']) page.toggle(id);
    expect(page.marks).toEqual({ v0: true, v2: true });
    expect(page.choice).toEqual({ words: '已选 2 个', remove: '删除 2 个' });
    expect(await page.remove(['v0', 'v2'])).toBe('已删除 2 个录像');
    expect(page.chosen).toBeNull();
    expect(page.rows.map(({ key }) => key)).toEqual(['v1']);
  });

  test('keeps what could not be removed chosen, and says why', async () => {
    const { page, answers } = await openVideos(makeVideos(3), ['playback', 'manage']);
    page.toggleChoosing();
    page.toggle('v0');
    answers.refuse('video.remove', 'rate-limited');
    expect(await page.remove(['v0'])).toContain('删除了 0 个，剩下的没有删成。');
    expect(page.chosen).toEqual(['v0']);

    answers.refuse('video.remove', 'vendor-unavailable');
    expect(await page.remove(['v0'])).toBe('删除了 0 个，剩下的可能也删了。云平台没有回应，过一会儿再来看看');
  });

  test('asks by name for one and by number for several', async () => {
    const { page } = await openVideos(makeVideos(3), ['playback', 'manage']);
    expect(page.removeQuestion(['v1'])).toBe('删除「录像 v1」？');
    expect(page.removeQuestion(['v1', 'v2'])).toBe('删除这 2 个录像？');
  });
});

test.each([
  ['', '名称要 1 到 40 个字'],
  ['   ', '名称要 1 到 40 个字'],
  ['x'.repeat(41), '名称要 1 到 40 个字'],
  ['两\n行', '名称要 1 到 40 个字'],
  ['\u200b\u202e', '名称要 1 到 40 个字'],
  [' 开店\u200b ', '已改名'],
])('%j as a name: %s', async (typed, said) => {
  const { page, answers } = await openVideos(makeVideos(1), ['playback', 'manage']);
  expect(await page.rename('v0', typed)).toBe(said);
  expect(answers.inputs('video.rename')).toHaveLength(said === '已改名' ? 1 : 0);
  expect(page.nameOf('v0')).toBe(said === '已改名' ? '开店' : '录像 v0');
});

test('what the present needs of the day follows the clock', async () => {
  const { store, clock } = await openVideos(makeVideos(1));
  expect(store.today).toBe('2026-11-20');
  await clock.pass(Date.UTC(2026, 10, 20, 16, 1) - NOON);
  expect(store.today).toBe('2026-11-21');
});

test('what is asked while another change is under way is refused in words', async () => {
  const { page, answers } = await openVideos(makeVideos(2), ['playback', 'manage']);
  answers.on('video.remove', () => new Promise(() => undefined));
  void page.remove(['v0']);
  expect(await page.remove(['v1'])).toBe(words.videos.busy);
  expect(await page.rename('v1', '早班')).toBe(words.videos.busy);
  expect(answers.inputs('video.rename')).toEqual([]);
});
