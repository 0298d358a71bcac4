import type { CardView, RowView } from '../../miniprogram/utils/row-patch';
import { mount, settle, textOf, unmountAll } from '../support/mount';
import { elementOf, hear, rolesOf } from '../support/screen-reader';

afterEach(unmountAll);

function makeCard(id: string, name: string): CardView {
  const rest = { tone: 'online', caption: '在线', cover: '', age: '', favourite: false } as const;
  return { key: id, id, name, label: name, ...rest };
}

const rows: readonly RowView[] = [
  { key: 's0/head', kind: 'header', title: '南京路店', detail: '2 在线' },
  { key: 's0/0', kind: 'cards', cards: [makeCard('a', '收银台'), makeCard('b', '后门')] },
];

test('sections read from top to bottom: heading, then its cameras', () => {
  const grid = mount('components/camera-grid/camera-grid', { rows });

  expect(rolesOf(grid).map(({ role, label }) => `${role} ${label}`)).toEqual([
    'heading 南京路店',
    'button 收银台',
    'button 后门',
  ]);
  expect(textOf(grid)).toContain('2 在线');
});

test('what lies above and below the rows keeps its height', () => {
  const grid = mount('components/camera-grid/camera-grid', { rows, above: 1200, below: 340, rowHeight: 150 });

  const heights = [...(grid.dom?.querySelectorAll<HTMLElement>('wx-view') ?? [])].map(({ style }) => style.height);
  expect(heights).toEqual(expect.arrayContaining(['1200px', '340px', '150px']));
});

test('the grid hands on taps, long presses, stills that do not load, scrolling and pulls', async () => {
  const still = { ...makeCard('c', '仓库'), cover: 'https://x/c.jpg', age: '刚刚' };
  const more: RowView = { key: 's0/2', kind: 'cards', cards: [still] };
  const grid = mount('components/camera-grid/camera-grid', { rows: [...rows, more] });
  const told: unknown[] = [];
  for (const name of ['open', 'hold', 'broken', 'scrolled', 'pulled']) {
    grid.addEventListener(name, ({ detail }) => told.push([name, detail]));
  }

  hear(grid, 'button', '后门').fire('tap');
  hear(grid, 'button', '收银台').fire('longpress');
  elementOf(grid, 'wx-image').fire('error');
  elementOf(grid, 'wx-scroll-view').fire('scroll', { scrollTop: 480 });
  elementOf(grid, 'wx-scroll-view').fire('refresherrefresh');
  await settle();

  expect(told).toEqual([
    ['open', { id: 'b' }],
    ['hold', { id: 'a' }],
    ['broken', { id: 'c' }],
    ['scrolled', { top: 480 }],
    ['pulled', undefined],
  ]);
});
