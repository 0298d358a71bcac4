import { PastCloud } from '../../miniprogram/support/past-cloud';
import { at } from '../../miniprogram/support/playback-rig';
import { serveCalls } from '../../miniprogram/support/serve-calls';
import { mount, restartApp, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';
import { NO_CONTROL } from '../../support/no-control';

interface Page {
  onLoad(query: object): void;
  onShow(): void;
  onReady(): void;
  onHide(): void;
  onUnload(): void;
  setData(data: object): void;
}

const titles: string[] = [];
const opened: string[] = [];
const replaced: string[] = [];
const toasts: string[] = [];
let backs = 0;
let sent: object[] = [];

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'], now: at('14:05') });
  for (const list of [titles, opened, replaced, toasts]) list.length = 0;
  backs = 0;
  sent = [];
  Object.assign(globalThis, { getCurrentPages: () => [] });
  Object.assign(wx, {
    getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
    getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
    getStorageSync: () => '',
    setStorageSync: () => undefined,
    onThemeChange: () => undefined,
    offThemeChange: () => undefined,
    setNavigationBarTitle: ({ title }: { title: string }) => titles.push(title),
    setKeepScreenOn: () => undefined,
    showToast: ({ title }: { title: string }) => toasts.push(title),
    navigateTo({ url, complete }: { url: string; complete: () => void }) {
      opened.push(url);
      complete();
    },
    redirectTo: ({ url }: { url: string }) => replaced.push(url),
    navigateBack: () => (backs += 1),
  });
});

afterEach(() => {
  unmountAll();
  jest.useRealTimers();
  restartApp();
});

async function pass(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}

async function open(cloud = new PastCloud(), query: object = { channel: 'gate', at: String(at('13:37:20')) }) {
  serveCalls(cloud);
  const page = mount('playback/pages/playback/playback', {}, (component) => {
    const instance = component.instance as Page;
    const setData = instance.setData.bind(instance);
    instance.setData = (data) => {
      sent.push(data);
      setData(data);
    };
  });
  const instance = page.instance as unknown as Page;
  instance.onLoad(query);
  instance.onShow();
  instance.onReady();
  await pass(1_500);
  return { page, instance, cloud };
}

const press = async (page: Mounted, label: string, role = 'button') => {
  hear(page, role, label).fire('tap');
  await pass(1_500);
};
const timelineOf = (page: Mounted) => elementOf(page, 'time-line');

test('the page opens where its address says, and names the camera', async () => {
  const { page, cloud } = await open();

  expect(titles.at(-1)).toBe('收银台 · 回放');
  expect(cloud.inputs('playback.open')).toMatchObject([{ channelId: 'gate', place: 'device', at: at('13:37:20') }]);
  for (const part of ['今天 11月20日', 'SD卡/录像机', '云存储', '上一段', '下一段', '剪辑', '看直播'])
    expect(textOf(page)).toContain(part);
  expect(textOf(page)).toContain('13:37:20');
});

test('ten seconds, pause and the segments are one press each', async () => {
  const { page, cloud } = await open();
  await press(page, '前进 10 秒');
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('13:37:30') });
  await press(page, '后退 10 秒');
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('13:37:20') });
  await press(page, '上一段');
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('13:00') });
  await press(page, '暂停');
  hear(page, 'button', '播放');
});

test('what the timeline settles on is opened and told to those who listen', async () => {
  const { page, cloud } = await open();
  timelineOf(page).fire('grab');
  timelineOf(page).fire('seek', { at: at('09:15:30') });
  await pass(1_500);

  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('09:15:30') });
  expect(rolesOf(page).map(({ label }) => label)).toContain('当前录像时间 今天 11月20日 09:15:30');
});

test('while a finger moves the timeline the page is given no data', async () => {
  const { page } = await open();
  for (const code of [2004, 2003]) elementOf(page, 'past-view').fire('code', { code });
  await pass(4_500);
  expect(sent.at(-1)).toEqual({ time: '13:37:24' });
  timelineOf(page).fire('grab');
  await pass(100);
  sent = [];
  await pass(4_500);
  expect(sent).toEqual([]);

  timelineOf(page).fire('seek', { at: at('09:15:30') });
  expect(sent).toContainEqual({ time: '09:15:30' });
});

test('the place is chosen by its tab', async () => {
  const { page, cloud } = await open();
  await press(page, '云存储', 'tab');

  expect(hear(page, 'tab', '云存储').attribute('aria-selected')).toBe(true);
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ place: 'cloud' });
});

test('a typed time is gone to; one that is none says so until something else is typed', async () => {
  const { page, cloud } = await open();
  const field = elementOf(page, 'wx-input');
  field.fire('input', { value: '25:00' });
  field.fire('confirm', { value: '25:00' });
  await pass(100);
  expect(textOf(page)).toContain('请写成 13:37:20 这样');

  field.fire('input', { value: '09:15:30' });
  await pass(100);
  expect(textOf(page)).not.toContain('请写成');
  await press(page, '跳到');
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('09:15:30') });
});

test('the calendar drops from the date, marks the days with recordings and leads to one', async () => {
  const { page, cloud } = await open();
  expect(cloud.inputs('playback.days')).toEqual([]);
  await press(page, '日期 今天 11月20日，换一天');
  expect(cloud.inputs('playback.days')).toEqual([{ channelId: 'gate', place: 'device', month: '2026-11' }]);
  expect(textOf(page)).toContain('2026年11月');
  expect(textOf(page).match(/有录像/g)).toHaveLength(2);

  elementOf(page, 'van-month').fire('click', { text: 18 });
  await pass(1_500);
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('08:00', '2026-11-18') });
  hear(page, 'button', '日期 11月18日 周三，换一天');
});

test('the calendar turns month by month, asking for each', async () => {
  const { page, cloud } = await open();
  await press(page, '日期 今天 11月20日，换一天');
  await press(page, '下个月');
  await press(page, '上个月');

  expect(cloud.inputs('playback.days').map(({ month }) => month)).toEqual(['2026-11', '2026-10']);
  expect(textOf(page)).toContain('2026年10月');
});

test('a speed is chosen from those of the vendor', async () => {
  const { page, cloud } = await open();
  await press(page, '倍速 1×');
  const sheet = elementOf(page, 'van-action-sheet');
  // The sheet shows what is called `name`, and hands back what was chosen.
  const offered = sheet.attribute('actions') as readonly { readonly name: string }[];
  expect(offered.map(({ name }) => name)).toEqual(['1×', '2×', '4×']);
  sheet.fire('select', offered[1]);
  await pass(1_500);

  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ speed: 2 });
  hear(page, 'button', '倍速 2×');
});

test('a vendor with one speed says so, before and after a press', async () => {
  const cloud = new PastCloud();
  cloud.abilities = { ...cloud.abilities, lookBack: { places: ['device'], speeds: [] } };
  const { page } = await open(cloud);
  expect(textOf(page)).toContain('不支持倍速');
  await press(page, '这个存放位置的录像只能按 1 倍速播放');

  expect(toasts).toEqual(['这个存放位置的录像只能按 1 倍速播放']);
});

test('a clip is chosen around the cursor, moved on the timeline, and asked for', async () => {
  const { page, cloud } = await open();
  await press(page, '剪辑');
  expect(textOf(page)).toContain('13:36:50 — 13:37:50');
  timelineOf(page).fire('span', { from: at('13:10'), to: at('13:35') });
  await pass(100);
  expect(textOf(page)).toContain('共 25 分 0 秒，分成 3 个文件');
  await press(page, '生成剪辑');

  expect(cloud.inputs('clip.request')).toMatchObject([{ channelId: 'gate', from: at('13:10'), to: at('13:35') }]);
  expect(opened).toEqual(['/playback/pages/clips/clips?channel=gate']);
  hear(page, 'button', '剪辑');
});

test('a chosen stretch can be shown to others, by its store’s clocks', async () => {
  const cloud = new PastCloud();
  cloud.channel = { ...cloud.channel, rights: ['view', 'playback', 'capture', 'share'] };
  const { page } = await open(cloud);
  await press(page, '剪辑');
  timelineOf(page).fire('span', { from: at('13:10'), to: at('13:35') });
  await pass(100);
  await press(page, '分享这一段');

  expect(opened).toEqual([
    `/manage/pages/share/share?channel=gate&place=device&from=${at('13:10')}&to=${at('13:35')}&ahead=480`,
  ]);
  expect(cloud.inputs('clip.request')).toEqual([]);
});

test('a stretch with nothing in it cannot be shown', async () => {
  const cloud = new PastCloud();
  cloud.channel = { ...cloud.channel, rights: ['view', 'playback', 'capture', 'share'] };
  const { page } = await open(cloud);
  await press(page, '剪辑');
  timelineOf(page).fire('span', { from: at('12:10'), to: at('12:35') });
  await pass(100);
  await press(page, '分享这一段');

  expect(hear(page, 'button', '分享这一段').attribute('aria-disabled')).toBe(true);
  expect(opened).toEqual([]);
});

test('whoever may not share is not offered to', async () => {
  const { page } = await open();
  await press(page, '剪辑');

  expect(textOf(page)).not.toContain('分享');
});

test('whoever left the page before the cloud took the clip is not led away from where they went', async () => {
  const { page, instance, cloud } = await open();
  await press(page, '剪辑');
  hear(page, 'button', '生成剪辑').fire('tap');
  instance.onHide();
  await pass(1_500);

  expect(cloud.inputs('clip.request')).toHaveLength(1);
  expect(opened).toEqual([]);
});

test('the ends of a clip are also set under the cursor, for those who cannot drag', async () => {
  const { page } = await open();
  await press(page, '剪辑');
  timelineOf(page).fire('seek', { at: at('13:20') });
  await pass(1_500);
  await press(page, '设为起点');
  expect(textOf(page)).toContain('13:20:00 — 13:37:50');

  await press(page, '取消');
  expect(textOf(page)).not.toContain('设为起点');
});

test('a clip that cannot be had says why, and is not asked for', async () => {
  const { page, cloud } = await open();
  await press(page, '剪辑');
  timelineOf(page).fire('span', { from: at('12:10'), to: at('12:20') });
  await pass(100);
  expect(textOf(page)).toContain('这一段没有录像');
  expect(hear(page, 'button', '生成剪辑').attribute('aria-disabled')).toBe(true);
  await press(page, '生成剪辑');

  expect(cloud.inputs('clip.request')).toEqual([]);
});

test('a camera of a vendor that only gives clips leads to one', async () => {
  const cloud = new PastCloud({});
  const clips = { places: ['device'], longestMs: 600_000, format: 'flv' } as const;
  cloud.abilities = { lookBack: null, clips, videos: false, control: NO_CONTROL };
  const { page } = await open(cloud);
  expect(textOf(page)).toContain('这个摄像头只能剪辑，不能直接回放');
  expect(rolesOf(page).map(({ label }) => label)).not.toContain('前进 10 秒');
  await press(page, '开始剪辑');

  await press(page, '生成剪辑');
  expect(cloud.inputs('clip.request')).toHaveLength(1);
});

test('a vendor without clips says so', async () => {
  const cloud = new PastCloud();
  cloud.abilities = { ...cloud.abilities, clips: null };
  const { page } = await open(cloud);
  await press(page, '这个摄像头的云平台不提供剪辑');

  expect(toasts).toEqual(['这个摄像头的云平台不提供剪辑']);
});

test('a gap offers the recording after it and the one before', async () => {
  const { page, cloud } = await open(new PastCloud(), { channel: 'gate', at: String(at('12:30')) });
  expect(textOf(page)).toContain('12:30:00 没有录像');
  await press(page, '看下一段');
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('13:00') });

  timelineOf(page).fire('seek', { at: at('12:30') });
  await pass(1_500);
  await press(page, '看上一段');
  expect(cloud.inputs('playback.open').at(-1)?.at).toBeLessThan(at('12:00'));
});

test('an empty day opens the calendar', async () => {
  const { page } = await open(new PastCloud(), { channel: 'gate', at: String(at('12:30', '2026-11-19')) });
  await press(page, '换一天');

  expect(textOf(page)).toContain('2026年11月');
});

test('the live picture is gone back to where it was before, else it takes this page’s place', async () => {
  const { page } = await open();
  await press(page, '看直播', 'link');
  expect(replaced).toEqual(['/live/pages/live/live?channel=gate']);

  Object.assign(globalThis, { getCurrentPages: () => [{ route: 'live/pages/live/live' }, {}] });
  await press(page, '看直播', 'link');
  expect(replaced).toHaveLength(1);
  expect(backs).toBe(1);
});

test('recordings under names and the clips made are one press away', async () => {
  const cloud = new PastCloud();
  cloud.abilities = { ...cloud.abilities, videos: true };
  const { page } = await open(cloud);
  await press(page, '云端录像', 'link');
  await press(page, '我的剪辑', 'link');

  expect(opened).toEqual(['/playback/pages/videos/videos?channel=gate', '/playback/pages/clips/clips?channel=gate']);
});

test('an address that names no camera says so and leads back', async () => {
  const { page } = await open(new PastCloud(), {});

  for (const part of ['找不到这个摄像头', '返回列表']) expect(textOf(page)).toContain(part);
});

test('leaving ends the watching and leaves no timer behind', async () => {
  const { instance, cloud } = await open();
  instance.onUnload();
  await pass(1_500);

  expect(cloud.inputs('playback.close')).toHaveLength(1);
  expect(jest.getTimerCount()).toBe(0);
});

test('out of sight nothing is followed and nothing plays; back in sight it goes on where it was', async () => {
  const { instance, cloud } = await open();
  instance.onHide();
  await pass(60_000);
  expect(jest.getTimerCount()).toBe(0);

  instance.onShow();
  await pass(1_500);
  expect(cloud.inputs('playback.open')).toHaveLength(2);
  expect(cloud.inputs('playback.open').at(-1)).toMatchObject({ at: at('13:37:20') });
});
