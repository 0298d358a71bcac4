import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import { sheetOf } from '../../../miniprogram/playback/components/timeline/sheet';
import type { TimelineHandle } from '../../../miniprogram/playback/components/timeline/handle';
import { mount, settle, unmountAll, type Mounted } from '../../support/mount';
import { hear, rolesOf } from '../../support/screen-reader';
import { HOUR, makePast, MIDNIGHT, MINUTE } from '../../miniprogram/support/timeline';

const NOON = MIDNIGHT + 12 * HOUR;
const words = dictionaries['zh-CN'].timeline;

afterEach(unmountAll);

interface Told {
  readonly name: string;
  readonly detail: unknown;
}

function openTimeline(properties: Readonly<Record<string, unknown>> = {}) {
  const component = mount('playback/components/timeline/timeline', { words, ...properties });
  const told: Told[] = [];
  for (const name of ['grab', 'seek', 'reach', 'span']) {
    component.addEventListener(name, ({ detail }) => told.push({ name, detail }));
  }
  const timeline = component.instance as TimelineHandle;
  return { component, timeline, told };
}

const slider = (component: Mounted) => hear(component, 'slider', words.position);

test('the timeline is a slider with the store’s date and time in words', async () => {
  const { component, timeline } = openTimeline();
  timeline.showPast(makePast());
  timeline.follow(NOON - HOUR);
  await settle();

  const heard = slider(component);
  expect(heard.attribute('aria-valuetext')).toBe('11月20日 11:00:00，有录像');
  expect([heard.attribute('aria-valuenow'), heard.attribute('aria-valuemax')]).toEqual([11 * 3600, 24 * 3600]);
});

test('in a gap it says that nothing was recorded', async () => {
  const { component, timeline } = openTimeline({ words: dictionaries.en.timeline });
  timeline.showPast(makePast());
  timeline.follow(NOON + HOUR);
  await settle();

  expect(hear(component, 'slider', 'Position').attribute('aria-valuetext')).toBe('Nov 20, 13:00:00, nothing recorded');
});

test('the range is chosen by buttons of which one holds', async () => {
  const { component, timeline } = openTimeline();
  timeline.showPast(makePast());
  timeline.follow(NOON);
  hear(component, 'radio', '1 小时').fire('tap');
  await settle();

  const ranges = rolesOf(component).filter(({ role }) => role === 'radio');
  expect(ranges.map(({ label, attribute }) => [label, attribute('aria-checked')])).toEqual([
    ['24 小时', false],
    ['6 小时', false],
    ['1 小时', true],
    ['10 分钟', false],
    ['1 分钟', false],
  ]);
});

test('step buttons say how far they go, and seek', async () => {
  const { component, timeline, told } = openTimeline();
  timeline.showPast(makePast());
  timeline.follow(NOON);
  timeline.zoomTo(HOUR);
  await settle();
  hear(component, 'button', '前进 2 分钟').fire('tap');
  hear(component, 'button', '后退 2 分钟').fire('tap');
  hear(component, 'button', '后退 2 分钟').fire('tap');

  expect(told.filter(({ name }) => name === 'seek').map(({ detail }) => detail)).toEqual([
    { at: NOON + 2 * MINUTE },
    { at: NOON },
    { at: NOON - 2 * MINUTE },
  ]);
});

test('arrow keys do the same', () => {
  const { component, timeline, told } = openTimeline();
  timeline.showPast(makePast());
  timeline.follow(NOON);
  timeline.zoomTo(HOUR);
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'Enter']) slider(component).fire('keydown', { key });

  const seeks = told.filter(({ name }) => name === 'seek').map(({ detail }) => detail);
  expect(seeks).toEqual([{ at: NOON + 2 * MINUTE }, { at: NOON }, { at: NOON - 2 * MINUTE }]);
});

test('what comes near an end of the known past is told with an instant beyond it', () => {
  const { timeline, told } = openTimeline();
  timeline.showPast(makePast());
  timeline.zoomTo(HOUR);
  timeline.follow(MIDNIGHT + 10 * MINUTE);

  expect(told).toContainEqual({ name: 'reach', detail: { at: MIDNIGHT - 1 } });
});

test('the canvas is given its own pixels, and letters of the page’s size', () => {
  const node = { width: 0, height: 0, getContext: () => ({}), requestAnimationFrame: () => 0 };
  const canvas = { node, width: 400, height: 100, left: 0, top: 0 };
  const sheet = sheetOf({ canvas, stage: { fontSize: '16.8px' } }, 3);

  expect(sheet).toMatchObject({ width: 400, height: 100, scale: 3, fontPx: 16.8 });
  expect([node.width, node.height]).toEqual([1200, 300]);
  expect(sheetOf({ canvas: { ...canvas, width: 0 }, stage: null }, 3)).toBeNull();
  expect(sheetOf({ canvas: null, stage: null }, 3)).toBeNull();
});
