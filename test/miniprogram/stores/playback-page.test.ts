import type { Language } from '../../../miniprogram/i18n/index';
import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import { PlaybackPage } from '../../../miniprogram/playback/stores/playback-page';
import { PlaybackStore } from '../../../miniprogram/playback/stores/playback-store';
import { makeChannel } from '../support/cloud';
import { FakePlayer } from '../support/live-phone';
import { PastCloud } from '../support/past-cloud';
import { FakeClock, makeNetwork, settled } from '../support/phone';
import { at, type Diary } from '../support/playback-rig';
import { NO_CONTROL } from '../../support/no-control';

interface Setting {
  readonly diary?: Diary;
  readonly language?: Language;
  readonly prepare?: (cloud: PastCloud) => void;
  readonly at?: number;
}

async function openPage({ diary, language = 'zh-CN', prepare, ...query }: Setting = {}) {
  const cloud = new PastCloud(diary);
  prepare?.(cloud);
  const clock = new FakeClock(at('14:05'));
  const network = makeNetwork();
  const playback = new PlaybackStore({ call: cloud.call, clock, network, random: () => 0 });
  const page = new PlaybackPage({
    call: cloud.call,
    playback,
    clock,
    words: () => dictionaries[language],
    random: () => 0.5,
  });
  playback.attach(new FakePlayer());
  void playback.open('gate', query.at);
  await settled();
  return { cloud, clock, network, playback, page };
}

/** To a moving picture. */
async function playFrom(instant: number, setting: Setting = {}) {
  const rig = await openPage({ ...setting, at: instant });
  await rig.clock.pass(1_000);
  rig.playback.reports.codeArrived(2004);
  rig.playback.reports.codeArrived(2003);
  return rig;
}

const noClips = (cloud: PastCloud) => {
  cloud.abilities = { lookBack: { places: ['device'], speeds: [] }, clips: null, videos: true, control: NO_CONTROL };
};
const clipsOnly = (cloud: PastCloud) => {
  cloud.abilities = {
    lookBack: null,
    clips: { places: ['device'], longestMs: 600_000, format: 'flv' },
    videos: false,
    control: NO_CONTROL,
  };
};

test('the bar names the camera, the picture says that it is recorded', async () => {
  const { page } = await playFrom(at('13:37:20'));

  expect(page.title).toBe('收银台 · 回放');
  expect(page.label).toBe('收银台的录像画面');
  expect(page.view).toMatchObject({ badge: '录像', tone: 'live', cover: 'clear' });
});

test('the time is told by the store’s clocks, with its day where that is another one', async () => {
  const { page } = await playFrom(at('13:37:20'));

  expect(page.clockWords(at('13:37:20'))).toBe('13:37:20');
  expect(page.timeWords(at('09:00'))).toBe('09:00:00');
  expect(page.timeWords(at('23:59:50', '2026-11-19'))).toBe('11月19日 周四 23:59:50');
  expect(page.restWords(at('13:37:20'))).toBe('当前录像时间 今天 11月20日 13:37:20');
});

test('the date on the page follows the day of the picture', async () => {
  const { page, playback, clock } = await playFrom(at('13:37:20'));
  expect(page.date).toBe('今天 11月20日');
  playback.chooseDay('2026-11-18');
  await clock.pass(1_000);

  expect(page.date).toBe('11月18日 周三');
  expect(page.dateLabel).toBe('日期 11月18日 周三，换一天');
});

test('a date of another year is told with its year', async () => {
  const { page, playback, clock } = await playFrom(at('13:37:20'), { language: 'en' });
  playback.chooseDay('2025-11-18');
  await clock.pass(1_000);

  expect(page.date).toBe('Tue, Nov 18, 2025');
});

test('a gap is told with its time and its sides', async () => {
  const { page, playback } = await playFrom(at('13:37:20'));
  playback.seek(at('12:30'));
  await settled();

  expect(page.view.card).toMatchObject({
    title: '12:30:00 没有录像',
    detail: '上一段到 12:00:00 为止，下一段从 13:00:00 开始',
  });
});

test('what was skipped is told in passing, by the store’s clocks', async () => {
  const { page, playback, clock } = await playFrom(at('11:59:50'));
  playback.nudge(20_000);
  await clock.pass(1_000);

  expect(page.notice).toMatch(/^12:00:\d\d 到 13:00:00 没有录像，已跳过$/);
});

test('the transport stops what runs or is on its way, and starts what stands', async () => {
  const { page, playback } = await playFrom(at('13:37:20'));
  expect(page.transport.running).toBe(true);
  playback.togglePlay();

  expect(page.transport.running).toBe(false);
  expect(page.view).toMatchObject({ badge: '已暂停', cover: 'clear' });
});

test('the speeds of the vendor are offered, slowest first, and the one chosen is on the picture', async () => {
  const { page, playback } = await playFrom(at('13:37:20'), {
    prepare: (cloud) =>
      (cloud.abilities = { ...cloud.abilities, lookBack: { places: ['device'], speeds: [4, 0.5, 2] } }),
  });
  expect(page.speeds.map(({ name }) => name)).toEqual(['0.5×', '1×', '2×', '4×']);
  expect(page.transport).toMatchObject({ speed: '1×', speedLabel: '倍速 1×', speedChoice: true });
  expect(page.note).toBe('');

  playback.setSpeed(2);
  expect(page.note).toBe('2×');
  expect(page.transport.speed).toBe('2×');
});

test('where there is one speed only, the button says so', async () => {
  const { page } = await playFrom(at('13:37:20'), { prepare: noClips });

  expect(page.transport).toMatchObject({
    speed: '不支持倍速',
    speedLabel: '这个存放位置的录像只能按 1 倍速播放',
    speedChoice: false,
  });
});

test('the places of the camera are offered', async () => {
  const { page } = await openPage();

  expect(page.places).toEqual([
    { key: 'device', label: 'SD卡/录像机' },
    { key: 'cloud', label: '云存储' },
  ]);
});

test('a typed time is gone to on the day on the screen', async () => {
  const { page, playback, clock } = await playFrom(at('13:37:20'));
  playback.chooseDay('2026-11-18');
  await clock.pass(1_000);

  expect(page.jump('09:15:30')).toBeNull();
  await clock.pass(1_000);
  expect(playback.position).toBe(at('09:15:30', '2026-11-18'));
});

test.each([
  ['noon', 'unreadable'],
  ['14:05:01', 'future'],
])('%s leads nowhere: %s', async (text, problem) => {
  const { page, playback } = await playFrom(at('13:37:20'));
  const { position } = playback;

  expect(page.jump(text)).toBe(problem);
  expect(playback.position).toBe(position);
});

test('an empty day leads to the calendar, which marks the days with recordings', async () => {
  const { page, playback } = await playFrom(at('13:37:20'));
  playback.chooseDay('2026-11-19');
  await settled();
  expect(page.view.card).toMatchObject({ title: '11月19日 周四 没有录像', act: 'days' });

  page.calendar.open();
  await settled();
  expect(page.month).toEqual({ year: 2026, month: 11, title: '2026年11月', chosen: 19, last: 20, marked: [20, 18] });
  expect(page.monthNote).toBe('');
});

test('a day of another month is chosen by its number', async () => {
  const { page, playback, cloud } = await playFrom(at('13:37:20'));
  page.calendar.open();
  page.calendar.turn(-1);
  await settled();
  expect(page.month).toMatchObject({ title: '2026年10月', chosen: 0, last: 31, marked: [] });
  expect(page.monthNote).toBe('这个月没有录像');

  page.chooseDate(7);
  await settled();
  expect(page.month).toBeNull();
  expect(cloud.inputs('playback.day').at(-1)).toMatchObject({ day: '2026-10-07' });
  expect(playback.day).toBe('2026-10-07');
});

test('marks that could not be read are told in words, with a way to ask again', async () => {
  const { page, cloud } = await playFrom(at('13:37:20'));
  cloud.refusals.set('playback.days', 'vendor-unavailable');
  page.calendar.open();
  await settled();
  expect(page.monthNote).toBe('云平台没有回应，等一会儿再试');
  expect(page.monthRetry).toBe('重试');

  cloud.refusals.clear();
  page.calendar.retry();
  await settled();
  expect(page.month?.marked).toEqual([20, 18]);
  expect(page.monthRetry).toBe('');
});

test('a camera whose vendor gives clips only says so, and its days are all alike', async () => {
  const { page, playback } = await openPage({ diary: {}, prepare: clipsOnly });
  expect(page.view).toMatchObject({ badge: '只能剪辑', card: { act: 'clip', action: '开始剪辑' } });
  expect(page.playable).toBe(false);
  expect(page.clipping).toBe('offered');

  page.calendar.open();
  expect(page.monthNote).toContain('不说哪几天有录像');
  page.draft.begin();
  expect(playback.past?.known).toBe(false);
  expect(page.clip).toMatchObject({ problem: '', ready: true });
});

test('a clip is told by its ends, its length and its files', async () => {
  const { page } = await playFrom(at('13:37:20'));
  expect(page.clip).toBeNull();
  page.draft.choose({ from: at('13:05'), to: at('13:30') });

  expect(page.clip).toEqual({
    span: '13:05:00 — 13:30:00',
    length: '共 25 分 0 秒，分成 3 个文件',
    problem: '',
    sending: false,
    ready: true,
  });
});

test.each([
  [{ from: at('13:30'), to: at('13:30') }, '终点要在起点之后'],
  [{ from: at('13:00'), to: at('14:00:01') }, '一次最多剪 1 小时'],
  [{ from: at('12:10'), to: at('12:20') }, '这一段没有录像'],
])('a clip of %j cannot be had: %s', async (span, problem) => {
  const { page, cloud } = await playFrom(at('13:37:20'));
  page.draft.choose(span);
  expect(page.clip).toMatchObject({ problem, ready: false });

  await page.draft.send();
  expect(cloud.inputs('clip.request')).toEqual([]);
});

test('a refused clip says why and can be asked for again', async () => {
  const { page, cloud } = await playFrom(at('13:37:20'));
  cloud.refusals.set('clip.request', 'rate-limited');
  page.draft.begin();
  await page.draft.send();

  expect(page.clip).toMatchObject({ problem: '点得太快了，等几秒再试', ready: true });
});

test('who may not have clips is not offered any; a vendor without them is told as lacking', async () => {
  const staff = makeChannel('gate', { rights: ['view', 'playback'] });
  expect((await openPage({ prepare: (cloud) => (cloud.channel = staff) })).page.clipping).toBe('hidden');
  expect((await openPage({ prepare: noClips })).page.clipping).toBe('lacking');
  expect((await openPage()).page.clipping).toBe('offered');
});

test('videos are offered where the vendor keeps them, to those who may look back', async () => {
  const viewer = makeChannel('gate', { rights: ['view', 'capture'] });
  const barred = (cloud: PastCloud) => {
    noClips(cloud);
    cloud.channel = viewer;
  };
  expect((await openPage({ prepare: noClips })).page.videos).toBe(true);
  expect((await openPage({ prepare: barred })).page.videos).toBe(false);
  expect((await openPage()).page.videos).toBe(false);
});

test('who was given one stretch of the past is led to nothing else', async () => {
  const past = [{ place: 'device' as const, from: at('13:00'), to: at('14:00') }];
  const guest = (cloud: PastCloud) => {
    noClips(cloud);
    cloud.channel = makeChannel('gate', { rights: ['playback'], past });
  };
  const { page } = await openPage({ prepare: guest });

  expect([page.live, page.videos]).toEqual([false, false]);
  expect((await openPage()).page.live).toBe(true);
});

test('a refusal is told with its number', async () => {
  const { page } = await openPage({ prepare: (cloud) => cloud.refusals.set('playback.day', 'permission-denied') });

  expect(page.view.card).toMatchObject({ title: '你不能看这个摄像头的回放', act: 'back' });
  expect(page.reference).toBe('编号 R7');
});

test('the timeline is not moved while it is being found out where to', async () => {
  const { page, playback } = await playFrom(at('13:37:20'));
  expect(page.cursor).toBe(at('13:37:20'));
  playback.chooseDay('2026-11-18');
  expect(page.cursor).toBeNull();
  await settled();

  expect(page.cursor).toBe(at('08:00', '2026-11-18'));
});

test('leaving puts the calendar and the choice of a clip away', async () => {
  const { page } = await playFrom(at('13:37:20'));
  page.calendar.open();
  page.draft.begin();
  page.leave();

  expect(page.month).toBeNull();
  expect(page.clip).toBeNull();
});
