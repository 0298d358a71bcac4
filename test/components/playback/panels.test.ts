import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import { mount, settle, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].playback;
const { watching } = dictionaries['zh-CN'];

/** What a component tells, by event. */
function listen(component: Mounted, ...events: readonly string[]): unknown[] {
  const told: unknown[] = [];
  for (const event of events) component.addEventListener(event, ({ detail }) => told.push([event, detail]));
  return told;
}

describe('the recorded picture', () => {
  const playing = { badge: words.badges.playing, tone: 'live', cover: 'clear', step: '', card: null };
  const picture = { surface: 'live-player', src: 'https://x/1', mode: 'live', still: '', start: 0 };
  const transport = { running: true, speed: '1×', speedLabel: '倍速 1×', speedChoice: true };
  const show = (change: object = {}) =>
    mount('playback/components/past-view/past-view', {
      ...{ words, watching, view: playing, picture, transport, time: '13:37:20', note: '2×' },
      ...change,
    });
  const tagsIn = (view: Mounted) => view.dom?.innerHTML.match(/<wx-(live-player|video|image)/g) ?? [];

  test('it carries its state, the time of the recording and its speed', () => {
    expect(textOf(show())).toBe('录像13:37:202× 开声音 完整 全屏');
  });

  test('HLS is shown by the video element, from the second that was meant', () => {
    const view = show({ picture: { ...picture, surface: 'video', start: 74 } });
    expect(tagsIn(view)).toEqual(['<wx-video']);
    expect(elementOf(view, 'wx-video').attribute('initial-time')).toBe(74);
  });

  test('where the video is in its stream is told on', async () => {
    const view = show({ picture: { ...picture, surface: 'video' } });
    const told = listen(view, 'videotime', 'video');
    elementOf(view, 'wx-video').fire('timeupdate', { currentTime: 75.5 });
    elementOf(view, 'wx-video').fire('ended');
    await settle();

    expect(told).toEqual([
      ['videotime', { currentTime: 75.5 }],
      ['video', { name: 'ended' }],
    ]);
  });

  test('the last picture stands while it is paused', () => {
    const paused = { ...playing, badge: words.badges.paused, tone: 'still' };
    expect(tagsIn(show({ view: paused, picture: { ...picture, src: '', still: 'wxfile://still.jpg' } }))).toContain(
      '<wx-image',
    );
  });

  test('a card has its words, its buttons and no time', async () => {
    const card = {
      title: '12:30:00 没有录像',
      detail: '下一段从 13:00 开始',
      since: '',
      action: '看下一段',
      other: '看上一段',
    };
    const view = show({ view: { ...playing, badge: '这里没有录像', tone: 'still', cover: 'card', card }, note: '' });
    const told = listen(view, 'act', 'other');
    expect(textOf(view)).toBe('12:30:00 没有录像下一段从 13:00 开始 看下一段 看上一段 这里没有录像');

    hear(view, 'button', '看下一段').fire('tap');
    hear(view, 'button', '看上一段').fire('tap');
    await settle();
    expect(told.map((each) => (each as readonly unknown[])[0])).toEqual(['act', 'other']);
  });

  test('trouble leads to the diagnosis, a gap does not', () => {
    const card = { title: '摄像头离线', detail: '检查电源', action: '重试', other: '' };
    const texts = (['trouble', 'still'] as const).map((tone) =>
      textOf(show({ view: { ...playing, tone, cover: 'card', card } })),
    );
    expect(texts.map((text) => text.includes('诊断'))).toEqual([true, false]);
  });

  test('in full screen the transport lies on the picture', async () => {
    const view = show({ fullScreen: true });
    const told = listen(view, 'transport');
    hear(view, 'button', '后退 10 秒').fire('tap');
    hear(view, 'button', '暂停').fire('tap');
    await settle();

    expect(told).toEqual([
      ['transport', { name: 'back' }],
      ['transport', { name: 'toggle' }],
    ]);
    expect(rolesOf(show()).map(({ label }) => label)).not.toContain('后退 10 秒');
  });

  test('an element that goes while it fills the screen takes full screen with it', async () => {
    const view = show({ fullScreen: true });
    const told = listen(view, 'fullscreen');
    view.setData({ picture: { ...picture, surface: 'none', src: '' } });
    await settle();

    expect(told).toEqual([['fullscreen', { fullScreen: false }]]);
  });
});

describe('the transport', () => {
  const show = (change: object = {}) =>
    mount('playback/components/transport-bar/transport-bar', {
      ...{ words, running: false, speed: '1×', speedLabel: '倍速 1×', speedChoice: true },
      ...change,
    });

  test.each([
    ['后退 10 秒', 'back'],
    ['播放', 'toggle'],
    ['前进 10 秒', 'on'],
    ['倍速 1×', 'speed'],
  ])('%s tells its name', async (label, name) => {
    const bar = show();
    const told = listen(bar, 'press');
    hear(bar, 'button', label).fire('tap');
    await settle();

    expect(told).toEqual([['press', { name }]]);
  });

  test('its button stops what runs', () => {
    hear(show({ running: true }), 'button', '暂停');
  });
});

describe('the calendar', () => {
  const month = { year: 2026, month: 2, title: '2026年2月', chosen: 19, last: 28, marked: [3, 19] };
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] }));
  afterEach(() => void jest.useRealTimers());

  const show = async (change: object = {}) => {
    const sheet = mount('playback/components/day-sheet/day-sheet', {
      ...{ show: true, words: words.calendar, weekdays: words.weekdayLetters.split(' '), month, hasNext: true },
      ...change,
    });
    await jest.advanceTimersByTimeAsync(500); // it drops
    return sheet;
  };
  test('every day of the month stands there, those with recordings marked', async () => {
    const days = Array.from({ length: 28 }, (_, index) => `${index + 1}${[3, 19].includes(index + 1) ? '有录像' : ''}`);
    const text = textOf(await show()).replace(/ /g, '');

    expect(text).toContain(`日一二三四五六${days.join('')}收起`);
  });

  test.each([
    ['Sunday', 2, 0],
    ['Thursday', 1, 4],
  ])('a month that begins on a %s begins in its column', async (_weekday, number, columns) => {
    const sheet = await show({ month: { ...month, month: number } });
    const first = sheet.dom?.querySelector('[style*="margin-left"]');

    expect(first?.textContent.trim()).toBe('1');
    const [, indent] = /margin-left: ?([\d.]+)%/.exec(first?.getAttribute('style') ?? '') ?? [];
    expect(Number(indent)).toBeCloseTo((100 * columns) / 7);
  });

  test('a day is told by its number', async () => {
    const sheet = await show();
    const told = listen(sheet, 'choose');
    tapOn(sheet, '17');
    await settle();

    expect(told).toEqual([['choose', { day: 17 }]]);
  });

  test('a day that has not come cannot be chosen', async () => {
    const sheet = await show({ month: { ...month, last: 16 } });
    const told = listen(sheet, 'choose');
    tapOn(sheet, '17');
    await settle();

    expect(told).toEqual([]);
  });

  test('months turn by their buttons, not past the present one', async () => {
    const sheet = await show();
    const told = listen(sheet, 'turn');
    hear(sheet, 'button', '上个月').fire('tap');
    hear(sheet, 'button', '下个月').fire('tap');
    sheet.setData({ hasNext: false });
    await settle();
    expect(hear(sheet, 'button', '下个月').attribute('aria-disabled')).toBe(true);
    hear(sheet, 'button', '下个月').fire('tap');
    await settle();

    expect(told).toEqual([
      ['turn', { months: -1 }],
      ['turn', { months: 1 }],
    ]);
  });

  test('what there is to say of the marks stands under them, with a button where asking again can help', async () => {
    const sheet = await show({ note: '云平台没有回应', retry: '重试' });
    const told = listen(sheet, 'retry', 'close');
    expect(textOf(sheet)).toContain('云平台没有回应');
    hear(sheet, 'button', '重试').fire('tap');
    hear(sheet, 'button', '收起').fire('tap');
    await settle();

    expect(told.map((each) => (each as readonly unknown[])[0])).toEqual(['retry', 'close']);
  });
});

test('a clip’s buttons tell their names; it is made only when it can be', async () => {
  const bar = mount('playback/components/clip-bar/clip-bar', { words, cancel: '取消', ready: false });
  const told = listen(bar, 'press');
  for (const label of ['设为起点', '设为终点', '取消', '生成剪辑']) hear(bar, 'button', label).fire('tap');
  bar.setData({ ready: true });
  await settle();
  hear(bar, 'button', '生成剪辑').fire('tap');
  await settle();

  expect(told).toEqual(['start', 'end', 'cancel', 'make'].map((name) => ['press', { name }]));
});

test('an empty field leads nowhere', async () => {
  const field = mount('playback/components/jump-field/jump-field', { words });
  const told = listen(field, 'jump');
  hear(field, 'button', '跳到').fire('tap');
  elementOf(field, 'wx-input').fire('input', { value: '13:37:20' });
  await settle();
  hear(field, 'button', '跳到').fire('tap');
  await settle();

  expect(told).toEqual([['jump', { text: '13:37:20' }]]);
});
