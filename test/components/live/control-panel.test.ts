import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { mount, settle, textOf, unmountAll, type Mounted } from '../../support/mount';
import { hear, rolesOf } from '../../support/screen-reader';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].control;

function listen(component: Mounted, ...events: readonly string[]): unknown[] {
  const told: unknown[] = [];
  for (const event of events) component.addEventListener(event, ({ detail }) => told.push([event, detail]));
  return told;
}

describe('the panel', () => {
  const tabs = [
    { key: 'ptz', label: '云台' },
    { key: 'more', label: '更多' },
  ];
  const show = (change: object = {}) =>
    mount('live/components/control-panel/control-panel', { words, tabs, tab: 'ptz', ...change });

  test('has a tab for each part, and tells which one is chosen', async () => {
    const panel = show();
    const told = listen(panel, 'tab');
    expect(hear(panel, 'tab', '云台').attribute('aria-selected')).toBe(true);
    hear(panel, 'tab', '更多').fire('tap');
    hear(panel, 'tab', '云台').fire('tap');
    await settle();
    expect(told).toEqual([['tab', { key: 'more' }]]);
  });

  test('without parts has no tabs, but says why and asks again', async () => {
    const panel = show({ tabs: [], tab: '', note: '没读到', again: '重试' });
    const told = listen(panel, 'retry');
    expect(textOf(panel)).toBe('没读到 重试');
    hear(panel, 'button', '重试').fire('tap');
    await settle();
    expect(told).toHaveLength(1);
    expect(rolesOf(panel).some(({ role }) => role === 'tab')).toBe(false);
  });
});

describe('views', () => {
  const rows = [{ id: '1', name: '大门', going: '转到 大门', removing: '删除 大门', busy: false }];
  const show = (change: object = {}) =>
    mount('live/components/preset-list/preset-list', { words, rows, editable: true, line: '', ...change });

  test('can be gone to, saved and removed', async () => {
    const list = show();
    const told = listen(list, 'go', 'save', 'remove');
    hear(list, 'button', '转到 大门').fire('tap');
    hear(list, 'button', '删除 大门').fire('tap');
    hear(list, 'button', '存下现在的位置').fire('tap');
    await settle();
    expect(told).toEqual([
      ['go', { id: '1' }],
      ['remove', { id: '1' }],
      ['save', undefined],
    ]);
  });

  test('can only be gone to by those who may not change them', () => {
    const list = show({ editable: false });
    expect(rolesOf(list).flatMap(({ role, label }) => (role === 'button' ? [label] : []))).toEqual(['转到 大门']);
  });

  test('that could not be read say so and can be asked for again', async () => {
    const list = show({ rows: [], editable: false, line: '没读到预置位', again: '重试' });
    const told = listen(list, 'retry');
    expect(textOf(list)).toBe('预置位 重试 没读到预置位');
    hear(list, 'button', '重试').fire('tap');
    await settle();
    expect(told).toHaveLength(1);
  });
});
