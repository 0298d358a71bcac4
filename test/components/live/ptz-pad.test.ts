import type { PtzMotion } from '../../../typings/contract/control';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { layOut } from '../../../miniprogram/live/components/ptz-pad/layout';
import { mount, settle, textOf, unmountAll, type Mounted } from '../../support/mount';
import { hear, rolesOf } from '../../support/screen-reader';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].control;
const FOUR: readonly PtzMotion[] = ['up', 'down', 'left', 'right'];
const ALL: readonly PtzMotion[] = [
  ...FOUR,
  ...(['up-left', 'up-right', 'down-left', 'down-right', 'zoom-in', 'zoom-out'] as const),
  ...(['focus-near', 'focus-far', 'iris-open', 'iris-close', 'auto-scan'] as const),
];
const NO_LINE = { text: '', tone: 'plain', shake: false };

function pad(change: object = {}): { readonly component: Mounted; readonly told: unknown[] } {
  const component = mount('live/components/ptz-pad/ptz-pad', {
    ...{ words, motions: ALL, lit: '', speeds: 3, speed: 2, aimable: true, line: NO_LINE },
    ...change,
  });
  const told: unknown[] = [];
  for (const name of ['steer', 'speed', 'mode']) component.addEventListener(name, ({ detail }) => told.push(detail));
  return { component, told };
}

const labels = (component: Mounted, role = 'button') =>
  rolesOf(component)
    .filter((each) => each.role === role)
    .map(({ label }) => label);

/** What fingers do to a button; `others` are on the glass besides. */
function fingersOn(component: Mounted, label: string) {
  const button = hear(component, 'button', label);
  const touches = (count: number) => ({ touches: Array.from({ length: count }, (_, identifier) => ({ identifier })) });
  return {
    start: (others = 0) => button.fire('touchstart', {}, touches(1 + others)),
    move: (others = 0) => button.fire('touchmove', {}, touches(1 + others)),
    end: () => button.fire('touchend', {}, touches(0)),
    cancel: () => button.fire('touchcancel', {}, touches(0)),
    tap: () => button.fire('tap', {}, touches(0)),
  };
}

describe('what is on the pad', () => {
  test('everything that the camera can do, each a button with a name', () => {
    expect(labels(pad().component)).toEqual([
      ...['向上', '向右上', '向右', '向右下', '向下', '向左下', '向左', '向左上'],
      ...['拉近', '拉远', '对焦近处', '对焦远处', '光圈开大', '光圈关小', '自动扫视'],
    ]);
  });

  test('four sectors where there are no diagonals, and nothing that the camera lacks', () => {
    expect(labels(pad({ motions: FOUR }).component)).toEqual(['向上', '向右', '向下', '向左']);
    expect(labels(pad({ motions: ['zoom-in'] }).component)).toEqual(['拉近']);
  });

  test('one speed is no choice', () => {
    expect(labels(pad().component, 'radio')).toEqual(['慢', '中', '快']);
    expect(labels(pad({ speeds: 1 }).component, 'radio')).toEqual([]);
  });

  test('aiming is offered where it can be done', () => {
    expect(labels(pad().component, 'switch')).toEqual(['点动', '点画面转向']);
    expect(labels(pad({ aimable: false }).component, 'switch')).toEqual(['点动']);
  });

  test('over the picture only what a thumb needs', () => {
    const { component } = pad({ compact: true, aiming: true });
    expect(labels(component, 'radio')).toEqual([]);
    expect(labels(component, 'switch')).toEqual([]);
    expect(textOf(component)).not.toContain(words.aimHint);
  });

  test('the line is read out', () => {
    const { component } = pad({ line: { ...NO_LINE, text: '转到头了' } });
    expect(rolesOf(component).find(({ role }) => role === 'status')?.label).toBe('转到头了');
  });
});

describe('layout', () => {
  test('eight sectors as soon as one diagonal is there', () => {
    expect([layOut(FOUR).eight, layOut([...FOUR, 'up-left']).eight]).toEqual([false, true]);
  });

  test('half a pair stands alone', () => {
    expect(layOut(['iris-open']).pairs).toEqual([{ key: 'iris', motions: ['iris-open'] }]);
  });
});

describe('fingers', () => {
  test.each(['向右', '拉近', '自动扫视'])('a press on %s begins at once and ends with the finger', async (label) => {
    const { component, told } = pad();
    const finger = fingersOn(component, label);
    finger.start();
    await settle();
    expect(told).toHaveLength(1);
    finger.move();
    finger.end();
    finger.tap();
    await settle();
    const motion = ALL.find((each) => words.motions[each] === label);
    expect(told).toEqual([{ act: 'press', motion }, { act: 'release' }]);
  });

  test('a finger that slides off keeps the motion that it began', async () => {
    const { component, told } = pad();
    const finger = fingersOn(component, '向上');
    finger.start();
    finger.move();
    await settle();
    expect(told).toEqual([{ act: 'press', motion: 'up' }]);
  });

  test('a second finger on the pad, or moving with one elsewhere, lets go', async () => {
    const { component, told } = pad();
    fingersOn(component, '向上').start();
    fingersOn(component, '向下').start(1);
    fingersOn(component, '向上').move(1);
    await settle();
    expect(told).toEqual([{ act: 'press', motion: 'up' }, { act: 'cancel' }, { act: 'cancel' }]);
  });

  test('a touch that the phone takes away lets go', async () => {
    const { component, told } = pad();
    const finger = fingersOn(component, '向上');
    finger.start();
    finger.cancel();
    await settle();
    expect(told).toEqual([{ act: 'press', motion: 'up' }, { act: 'cancel' }]);
  });

  test('a pad that goes under the finger lets go', async () => {
    const { component, told } = pad();
    fingersOn(component, '向上').start();
    unmountAll();
    await settle();
    expect(told).toEqual([{ act: 'press', motion: 'up' }, { act: 'cancel' }]);
  });

  test('one that goes untouched says nothing', async () => {
    const { component, told } = pad();
    const finger = fingersOn(component, '向上');
    finger.start();
    finger.end();
    unmountAll();
    await settle();
    expect(told).toEqual([{ act: 'press', motion: 'up' }, { act: 'release' }]);
  });

  test('a tap without a touch, as screen readers make, is one step', async () => {
    const { component, told } = pad();
    fingersOn(component, '向左上').tap();
    await settle();
    expect(told).toEqual([{ act: 'step', motion: 'up-left' }]);
  });

  test('speed and ways of pressing are told', async () => {
    const { component, told } = pad();
    hear(component, 'radio', '快').fire('tap');
    hear(component, 'switch', '点动').fire('tap');
    hear(component, 'switch', '点画面转向').fire('tap');
    await settle();
    expect(told).toEqual([{ speed: 3 }, { name: 'stepwise' }, { name: 'aiming' }]);
  });
});
