import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { mount, settle, tapOn, textOf, unmountAll, type Mounted } from '../../support/mount';

afterEach(unmountAll);

const { live: words, watching } = dictionaries['zh-CN'];
const playing = { badge: words.badges.playing, tone: 'live', cover: 'clear', step: '', card: null };
const picture = { surface: 'live-player', src: 'https://x/1', mode: 'RTC', still: '' };
const failure = {
  badge: words.badges.failed,
  tone: 'trouble',
  cover: 'card',
  step: '',
  card: {
    title: '摄像头离线',
    detail: '检查电源',
    since: '上次在线 今天 14:05',
    act: 'retry',
    action: '重试',
    other: '',
    requestId: '',
  },
};

const show = (change: object = {}): Mounted =>
  mount('live/components/player-view/player-view', {
    words,
    watching,
    view: playing,
    picture,
    delay: '0.4 秒',
    choice: true,
    ...change,
  });

const tagsIn = (view: Mounted) => view.dom?.innerHTML.match(/<wx-(live-player|video|image)/g) ?? [];

test('a playing picture carries its state, delay, quality and buttons', () => {
  expect(textOf(show())).toBe('直播0.4 秒标清 开声音 标清 完整 全屏');
});

test('there is no player element before there is something to play', () => {
  expect(tagsIn(show({ picture: { ...picture, surface: 'none', src: '' } }))).toEqual([]);
  expect(tagsIn(show())).toEqual(['<wx-live-player']);
});

test('HLS is shown by the video element', () => {
  expect(tagsIn(show({ picture: { ...picture, surface: 'video' } }))).toEqual(['<wx-video']);
});

test('a camera that cannot be shown has words, one main button and a way to the diagnosis', () => {
  const text = textOf(show({ view: failure, picture: { ...picture, surface: 'none' } }));
  expect(text).toBe('摄像头离线上次在线 今天 14:05检查电源 重试 诊断 没有画面');
});

test('the way to the vendor’s own mini-program is the last button, and tells when it is pressed', async () => {
  const view = show({
    view: { ...failure, card: { ...failure.card, other: words.elsewhere.offered } },
    picture: { ...picture, surface: 'none' },
  });
  const told: string[] = [];
  for (const event of ['act', 'diagnose', 'elsewhere']) view.addEventListener(event, () => told.push(event));
  expect(textOf(view)).toBe('摄像头离线上次在线 今天 14:05检查电源 重试 诊断 用萤石小程序看 没有画面');

  tapOn(view, words.elsewhere.offered);
  await settle();

  expect(told).toEqual(['elsewhere']);
});

test('the way to likely causes stands beside the diagnosis, and tells when it is pressed', async () => {
  const view = show({ view: failure, causes: words.causes, picture: { ...picture, surface: 'none' } });
  const told: string[] = [];
  for (const event of ['act', 'diagnose', 'causes']) view.addEventListener(event, () => told.push(event));
  expect(textOf(view)).toContain('重试 诊断 可能的原因');

  tapOn(view, words.causes);
  await settle();

  expect(told).toEqual(['causes']);
});

test('the request number stands under the words', () => {
  expect(textOf(show({ view: failure, reference: '编号 R1' }))).toContain('编号 R1');
});

test('a long wait says what it waits for', () => {
  const view = { ...playing, tone: 'busy', badge: '正在连接', cover: 'veil', step: words.steps.connecting };
  expect(textOf(show({ view }))).toContain(words.steps.connecting);
});

test('a question over the picture can be answered', async () => {
  const view = show({ asking: true });
  const told: string[] = [];
  view.addEventListener('stay', () => told.push('stay'));
  expect(textOf(view)).toContain(words.asking);

  view.querySelector('.stay')?.dispatchEvent('tap');
  await settle();

  expect(told).toEqual(['stay']);
});

test('a notice that leads somewhere has a button, and one that only tells has none', async () => {
  const view = show({ notice: words.notices['no-microphone'], noticeAct: words.settings });
  const told: string[] = [];
  view.addEventListener('notice', () => told.push('notice'));
  view.querySelector('.stay')?.dispatchEvent('tap');
  await settle();
  expect(told).toEqual(['notice']);
  expect(show({ notice: words.notices['mobile-data'] }).querySelector('.stay')).toBeFalsy();
});

test('an element that goes while it fills the screen takes full screen with it', async () => {
  const view = show({ fullScreen: true });
  const told: unknown[] = [];
  view.addEventListener('fullscreen', ({ detail }) => told.push(detail));

  view.setData({ picture: { ...picture, src: 'https://x/2' } });
  await settle();
  expect(told).toEqual([]);

  view.setData({ picture: { ...picture, surface: 'none', src: '' } });
  await settle();
  expect(told).toEqual([{ fullScreen: false }]);
});

test('a still stands until the picture begins, and does not come back with the next wait', async () => {
  const view = show({ view: { ...playing, tone: 'busy' }, picture: { ...picture, still: 'wxfile://still.jpg' } });
  expect(tagsIn(view)).toContain('<wx-image');

  view.setData({ view: playing });
  await settle();
  expect(tagsIn(view)).not.toContain('<wx-image');

  view.setData({ view: { ...playing, tone: 'busy', cover: 'busy' } });
  await settle();
  expect(tagsIn(view)).not.toContain('<wx-image');
});

test.each([
  ['sound', 0],
  ['quality', 1],
  ['fit', 2],
  ['full-screen', 3],
])('the %s button tells its name', async (name, index) => {
  const controls = mount('components/player-controls/player-controls', { words: watching, choice: true });
  const told: unknown[] = [];
  controls.addEventListener('control', ({ detail }: { detail: unknown }) => told.push(detail));

  controls.querySelectorAll('.button')[index]?.dispatchEvent('tap');
  await settle();

  expect(told).toEqual([{ name }]);
});

test('a camera with one stream offers no choice of quality', () => {
  expect(textOf(mount('components/player-controls/player-controls', { words: watching, choice: false }))).toBe(
    '开声音 完整 全屏',
  );
});

test('controls that are put away cannot be pressed by accident', async () => {
  const controls = mount('components/player-controls/player-controls', { words: watching, shown: false });
  const told: unknown[] = [];
  controls.addEventListener('control', ({ detail }: { detail: unknown }) => told.push(detail));

  controls.querySelectorAll('.button')[0]?.dispatchEvent('tap');
  await settle();

  expect(told).toEqual([]);
});
