import fc from 'fast-check';
import { observable, runInAction } from 'mobx-miniprogram';

import { drawRows, rowsScrolled } from '../../../miniprogram/services/drawn-rows';
import type { KeyedRow } from '../../../miniprogram/utils/list-patch';
import { ListPage } from '../support/list-page';

let windowHeight = 0;
const listeners = new Set<() => void>();

beforeEach(() => {
  jest.useFakeTimers();
  windowHeight = ListPage.screen;
  listeners.clear();
  Reflect.set(globalThis, 'wx', {
    getWindowInfo: () => ({ windowHeight }),
    onWindowResize: (listener: () => void) => listeners.add(listener),
    offWindowResize: (listener: () => void) => listeners.delete(listener),
  });
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, 'wx');
});

/** One line to three, as words wrap. */
const heightOf = (key: string): number => 64 + (Number(key) % 3) * 23.5;

const makeRows = (count: number): readonly KeyedRow[] =>
  Array.from({ length: count }, (_, index) => ({ key: String(index), label: `录像 ${index}`.repeat(20) }));

async function open(count: number, page = new ListPage(heightOf)) {
  const list = observable.box(makeRows(count), { deep: false });
  const stop = drawRows(page, () => list.get());
  await jest.advanceTimersByTimeAsync(200);
  return { page, list, stop, put: (rows: readonly KeyedRow[]) => runInAction(() => list.set(rows)) };
}

/** A finger moves the list, which then comes to rest. */
async function scroll(page: ListPage, by: number): Promise<void> {
  page.scrollTo(page.scrollTop + by);
  rowsScrolled(page);
  await jest.advanceTimersByTimeAsync(300);
}

test('of two thousand rows only those near the screen are drawn, from top to bottom and back', async () => {
  const { page } = await open(2_000);
  const seen = new Set(page.look().keys);
  let most = 0;
  for (let step = 0; step < 300; step += 1) {
    await scroll(page, 600);
    for (const key of page.look().keys) seen.add(key);
    most = Math.max(most, page.data.rows.length);
    expect(page.look().bare).toBe(0);
  }
  expect(seen.size).toBe(2_000);
  expect(most).toBeLessThan(60);
  const sizes = page.sent.map(({ patch }) => JSON.stringify(patch).length);
  expect(Math.max(...sizes)).toBeLessThan(64 * 1024);

  await scroll(page, -1e9);
  expect(page.placeOf('0')).toBe(120);
});

test('whatever a person looks at stays where it is while rows above and below come and go', async () => {
  const { page } = await open(400);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -700, max: 700 }), { maxLength: 12 }), async (moves) => {
      for (const by of moves) {
        page.scrollTo(page.scrollTop + by);
        const before = page.look().keys.map((key) => [key, page.placeOf(key)]);
        rowsScrolled(page);
        await jest.advanceTimersByTimeAsync(300);
        expect(page.look().bare).toBe(0);
        expect(before.map(([key]) => [key, page.placeOf(String(key))])).toEqual(before);
      }
    }),
    { numRuns: 30 },
  );
});

test('a fling draws less often than WeChat’s audit lets pass, and ends on rows', async () => {
  const { page } = await open(5_000);
  page.sent.length = 0;
  for (let frame = 0; frame < 180; frame += 1) {
    page.scrollTo(page.scrollTop + 130);
    rowsScrolled(page);
    await jest.advanceTimersByTimeAsync(16);
  }
  const busiest = Math.max(
    ...page.sent.map(({ at }) => page.sent.filter((other) => other.at >= at && other.at < at + 1_000).length),
  );
  expect(busiest).toBeLessThanOrEqual(20);
  await jest.advanceTimersByTimeAsync(500);
  expect(page.look().bare).toBe(0);
});

test('rows that come at the end, or change, are sent by themselves; what is far away is not sent', async () => {
  const { page, put } = await open(8);
  page.sent.length = 0;
  put(makeRows(10));
  put(makeRows(10).map((row) => (row.key === '3' ? { ...row, label: '新名字' } : row)));
  await jest.advanceTimersByTimeAsync(200);
  expect(page.sent.map(({ patch }) => Object.keys(patch))).toEqual([['rows[8]', 'rows[9]'], ['rows[3]']]);

  put(makeRows(500));
  await jest.advanceTimersByTimeAsync(200);
  page.sent.length = 0;
  put(makeRows(500).map((row) => (row.key === '400' ? { ...row, label: '新名字' } : row)));
  await jest.advanceTimersByTimeAsync(200);
  expect(page.sent).toEqual([]);
});

test('the place looked at outlives another page in front', async () => {
  const { page, list, stop } = await open(500);
  for (let step = 0; step < 20; step += 1) await scroll(page, 600);
  const before = page.look();
  const places = before.keys.map((key) => page.placeOf(key));
  stop();
  rowsScrolled(page);
  drawRows(page, () => list.get());
  await jest.advanceTimersByTimeAsync(500);
  expect(page.look()).toEqual(before);
  expect(before.keys.map((key) => page.placeOf(key))).toEqual(places);
});

test('a list that became shorter than where it was looked at shows its end; an empty one shows nothing', async () => {
  const { page, put } = await open(500);
  for (let step = 0; step < 20; step += 1) await scroll(page, 600);
  put(makeRows(30));
  await jest.advanceTimersByTimeAsync(500);
  expect(page.look()).toMatchObject({ bare: 0 });
  expect(page.look().keys.at(-1)).toBe('29');
  put([]);
  await jest.advanceTimersByTimeAsync(500);
  expect(page.data).toEqual({ rows: [], above: 0, below: 0 });
});

test('a phone that is turned upright shows more rows, and nobody listens once the page is left', async () => {
  windowHeight = 300;
  const { page, stop } = await open(500);
  await scroll(page, 500);
  const before = page.data.rows.length;
  windowHeight = ListPage.screen;
  for (const listener of listeners) listener();
  await jest.advanceTimersByTimeAsync(300);
  expect(page.data.rows.length).toBeGreaterThan(before);
  expect(page.look().bare).toBe(0);

  stop();
  expect(listeners.size).toBe(0);
});

test('of low rows on a high screen there are enough wherever it stands, and not too many', async () => {
  const { page } = await open(400, new ListPage(() => 26));
  let most = 0;
  for (const by of [...Array<number>(96).fill(110), ...Array<number>(96).fill(-110)]) {
    await scroll(page, by);
    expect(page.look().bare).toBe(0);
    most = Math.max(most, page.data.rows.length);
  }
  expect(most).toBe(56);
});

test('rows side by side are left out by whole lines', async () => {
  const line = (key: string) => (Number(key) % 2 === 0 ? 0 : 150);
  const page = new ListPage(line);
  drawRows(page, () => makeRows(300), { columns: 2 });
  await jest.advanceTimersByTimeAsync(200);
  for (let step = 0; step < 10; step += 1) {
    await scroll(page, 600);
    expect(Number(page.data.rows[0]?.key) % 2).toBe(0);
    expect(page.look().bare).toBe(0);
  }
});

test.each([24, -24])('a last row of another height (%i px) does not make the window waver', async (margin) => {
  for (let height = 60; height < 100; height += 0.5) {
    const page = new ListPage(() => height, margin);
    const { stop } = await open(100, page);
    const { length } = page.sent;
    await scroll(page, 0);
    await scroll(page, 0);
    expect(page.sent.length - length).toBe(0);
    stop();
  }
});
