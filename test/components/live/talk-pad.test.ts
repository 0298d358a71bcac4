import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { mount, settle, textOf, unmountAll, type Mounted } from '../../support/mount';
import { elementOf, hear, rolesOf } from '../../support/screen-reader';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].talk;
const still = {
  ...{ mood: 'still', byTap: false, caption: '按住说话', clock: '', hint: '', urgent: false, progress: -1 },
  ...{ line: '', next: '', reference: '', tone: 'plain', act: '', actLabel: '', toggle: '改为点按说话' },
};

function show(view: object = {}, more: object = {}) {
  const component = mount('live/components/talk-pad/talk-pad', { words, view: { ...still, ...view }, ...more });
  const told: unknown[] = [];
  component.addEventListener('talk', ({ detail }) => told.push(detail));
  component.addEventListener('act', ({ detail }) => told.push(detail));
  return { component, told };
}

/** Fingers on the glass, by number, and how far down they are. */
const finger = (identifier: number, clientY = 500) => ({
  identifier,
  clientX: 100,
  clientY,
  pageX: 100,
  pageY: clientY,
});
type Finger = ReturnType<typeof finger>;

function touch(component: Mounted, event: string, changed: Finger, others: readonly Finger[] = []) {
  const touches = event === 'touchend' || event === 'touchcancel' ? others : [changed, ...others];
  const label = rolesOf(component).find(({ role }) => role === 'button')?.label ?? '';
  hear(component, 'button', label).fire(event, {}, { touches, changedTouches: [changed] });
}

test('a finger that comes down, slides up and leaves tells so, with how far up it is', async () => {
  const { component, told } = show();
  touch(component, 'touchstart', finger(0, 500));
  touch(component, 'touchmove', finger(0, 420));
  touch(component, 'touchend', finger(0, 420));
  await settle();

  expect(told).toEqual([
    { act: 'press', up: 0 },
    { act: 'move', up: 80 },
    { act: 'release', up: 0 },
  ]);
});

test('in full screen, whatever is up there, a finger that slides away tells how far', async () => {
  const { component, told } = show({ hint: '上滑取消' }, { compact: true });
  expect(textOf(component)).toContain('滑开取消');
  touch(component, 'touchstart', finger(0, 500));
  touch(component, 'touchmove', { ...finger(0, 540), clientX: 130 });
  await settle();

  expect(told.at(-1)).toEqual({ act: 'move', up: 50 });
});

test('a touch that is taken away cancels', async () => {
  const { component, told } = show();
  touch(component, 'touchstart', finger(0));
  touch(component, 'touchcancel', finger(0));
  await settle();

  expect(told).toEqual([
    { act: 'press', up: 0 },
    { act: 'cancel', up: 0 },
  ]);
});

test('fingers beside the first count for nothing', async () => {
  const { component, told } = show();
  touch(component, 'touchstart', finger(0));
  touch(component, 'touchstart', finger(1), [finger(0)]);
  touch(component, 'touchmove', finger(1, 300), [finger(0)]);
  touch(component, 'touchend', finger(1), [finger(0)]);
  await settle();

  expect(told).toEqual([{ act: 'press', up: 0 }]);
});

test('a finger that vanished unnoticed is let go of before the next presses', async () => {
  const { component, told } = show();
  touch(component, 'touchstart', finger(0));
  touch(component, 'touchstart', finger(7));
  await settle();

  expect(told.map((each) => (each as { act: string }).act)).toEqual(['press', 'cancel', 'press']);
});

test('by taps, the same place is a button to be tapped', async () => {
  const { component, told } = show({ byTap: true, caption: '点一下说话' });
  hear(component, 'button', '点一下说话').fire('tap');
  touch(component, 'touchstart', finger(0));
  await settle();

  expect(told).toEqual([{ act: 'tap', up: 0 }]);
});

test('while one speaks, it shows how long and how to cancel', () => {
  const view = { mood: 'listening', caption: '松开发送', clock: '3 秒', hint: '上滑取消', toggle: '' };
  expect(textOf(show(view).component)).toBe('3 秒上滑取消松开发送');
});

test('the ring grows with the loudness of who speaks, and only then', () => {
  const styleOf = (component: Mounted) => component.querySelector('.ring')?.dom?.getAttribute('style') ?? '';
  expect(styleOf(show({ mood: 'listening' }, { level: 50 }).component)).toContain('scale(1.2)');
  expect(styleOf(show({ mood: 'busy' }, { level: 50 }).component)).toContain('scale(1)');
});

test.each(['retry', 'settings', 'discard'])('the button for %s tells its name', async (act) => {
  const { component, told } = show({ act, actLabel: '再发一次' });
  hear(component, 'button', '再发一次').fire('tap');
  await settle();

  expect(told).toEqual([{ name: act }]);
});

test('the way to speak can be changed, while nothing is being said', async () => {
  const { component, told } = show();
  hear(component, 'button', '改为点按说话').fire('tap');
  await settle();

  expect(told).toEqual([{ name: 'toggle' }]);
  expect(rolesOf(show({ toggle: '' }).component).map(({ label }) => label)).not.toContain('改为点按说话');
});

test('the result is told to those who listen', () => {
  const { component } = show({ line: '已送到摄像头，3.0 秒', next: '摄像头马上播放', tone: 'good' });
  const status = rolesOf(component).find(({ role }) => role === 'status');
  expect([status?.label, status?.attribute('aria-live')]).toEqual(['已送到摄像头，3.0 秒摄像头马上播放', 'polite']);
});

test('a bar stands for what was measured, and for nothing else', () => {
  const bars = (progress: number) => show({ mood: 'busy', progress }).component.querySelectorAll('.bar').length;
  expect([bars(-1), bars(0), bars(42)]).toEqual([0, 1, 1]);
});

describe('the ready messages', () => {
  const row = {
    ...{ id: 'p1', name: '欢迎光临', note: '2 秒 · 自带', tone: 'plain', listening: false },
    ...{ listen: '试听', listenLabel: '在手机上试听：欢迎光临', playLabel: '在摄像头上播放：欢迎光临' },
  };

  function list(more: object = {}) {
    const told: unknown[] = [];
    const component = mount(
      'live/components/phrase-list/phrase-list',
      { words, rows: [row], line: '', again: '', busy: false, ...more },
      (each) => {
        for (const event of ['listen', 'play', 'retry']) {
          each.addEventListener(event, ({ detail }) => told.push([event, detail]));
        }
      },
    );
    return { component, told };
  }

  test('each is listened to here and played there', async () => {
    const { component, told } = list();
    expect(textOf(component)).toBe('常用语音欢迎光临2 秒 · 自带 试听 现场播放');
    hear(component, 'button', '在手机上试听：欢迎光临').fire('tap');
    hear(component, 'button', '在摄像头上播放：欢迎光临').fire('tap');
    await settle();

    expect(told).toEqual([
      ['listen', { id: 'p1' }],
      ['play', { id: 'p1' }],
    ]);
  });

  test('while the camera is to play one, no other is', async () => {
    const { component, told } = list({ busy: true });
    const button = hear(component, 'button', '在摄像头上播放：欢迎光临');
    expect(button.attribute('aria-disabled')).toBe(true);
    button.fire('tap');
    await settle();

    expect(told).toEqual([]);
  });

  test('a list that could not be read says why, and can be asked for again', async () => {
    const { component, told } = list({ rows: [], line: '没读到常用语音', again: '重试' });
    expect(elementOf(component, 'wx-view').label).toContain('常用语音');
    expect(rolesOf(component).find(({ role }) => role === 'status')?.label).toBe('没读到常用语音');
    hear(component, 'button', '重试').fire('tap');
    await settle();

    expect(told).toEqual([['retry', undefined]]);
  });
});
