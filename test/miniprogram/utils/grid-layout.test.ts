import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

import { anchorOf, layOut, rowsIn, windowAt, type GridRow } from '../../../miniprogram/utils/grid-layout';
import { gridMetrics } from '../../../miniprogram/utils/grid-metrics';

const metrics = { columns: 2, headerHeight: 40, rowHeight: 100 };

const sections = fc.array(
  fc.record({ key: fc.uuid(), headed: fc.boolean(), cards: fc.integer({ min: 0, max: 300 }) }),
  { maxLength: 40 },
);

const all = { from: 0, to: Infinity };

test('cards go two a row below their heading', () => {
  const layout = layOut([{ key: 'a', headed: true, cards: 3 }], metrics);

  expect(rowsIn(layout, all)).toEqual([
    { kind: 'header', section: 0, top: 0, bottom: 40 },
    { kind: 'cards', section: 0, first: 0, count: 2, top: 40, bottom: 140 },
    { kind: 'cards', section: 0, first: 2, count: 1, top: 140, bottom: 240 },
  ]);
});

test('every card lies in exactly one row, and rows touch from top to bottom', () => {
  fc.assert(
    fc.property(sections, (given) => {
      const layout = layOut(given, metrics);
      const rows = rowsIn(layout, all);

      expect(cardsIn(rows)).toEqual(
        given.flatMap(({ cards }, index) => range(cards).map((card) => `${index}/${card}`)),
      );
      let y = 0;
      for (const row of rows) {
        expect(row.top).toBe(y);
        y = row.bottom;
      }
      expect(y).toBe(layout.height);
    }),
  );
});

test('a span shows exactly the rows that any part of it crosses', () => {
  fc.assert(
    fc.property(sections, fc.nat(60_000), fc.nat(3_000), (given, from, height) => {
      const layout = layOut(given, metrics);
      const crossed = rowsIn(layout, all).filter(({ top, bottom }) => bottom > from && top < from + height);

      expect(rowsIn(layout, { from, to: from + height })).toEqual(crossed);
    }),
  );
});

test('the window holds the screen wherever it stands, and never more than four screens', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer({ min: 300, max: 1400 }), (top, height) => {
      const { from, to } = windowAt(anchorOf(top, height), height);

      expect(from).toBeLessThanOrEqual(top);
      expect(to).toBeGreaterThanOrEqual(top + height);
      expect(to - from).toBeLessThanOrEqual(4 * height);
    }),
  );
});

test.each([
  ['a common phone', { width: 375, height: 700, typeScale: 1 }, 2],
  ['a narrow phone', { width: 320, height: 500, typeScale: 1 }, 2],
  ['a narrow phone with large letters', { width: 320, height: 500, typeScale: 1.4 }, 1],
  ['a tablet', { width: 768, height: 900, typeScale: 1 }, 3],
  ['a tablet on its side', { width: 1024, height: 700, typeScale: 1 }, 4],
  ['a tablet in large letters', { width: 768, height: 900, typeScale: 1.4 }, 2],
  ['a tablet on its side in large letters', { width: 1024, height: 700, typeScale: 1.4 }, 3],
])('%s shows as many cards a row as it can', (_name, screen, columns) => {
  expect(gridMetrics(screen).columns).toBe(columns);
});

test('larger letters make rows higher, and a row fits on every screen', () => {
  const small = gridMetrics({ width: 375, height: 700, typeScale: 1 });
  const large = gridMetrics({ width: 375, height: 700, typeScale: 1.4 });

  expect(large.rowHeight).toBeGreaterThan(small.rowHeight);
  expect(large.rowHeight).toBeLessThan(300);
});

test.each([
  ['in common letters one', { width: 375, typeScale: 1 }, 14 + 12],
  ['in large letters two', { width: 375, typeScale: 1.4 }, 1.4 * (14 + 2 * 12)],
  ['on a tablet two', { width: 768, typeScale: 1 }, 18 + 2 * 16],
  ['in a single column one', { width: 320, typeScale: 1.4 }, (1.4 * (14 + 12) * 320) / 375],
])('a card has room for its name and as many lines of its state as it may need: %s', (_name, screen, letters) => {
  const { columns, rowHeight } = gridMetrics({ ...screen, height: 700 });
  const px = screen.width / 750;
  const cover = ((750 - 2 * 32 - (columns - 1) * 16) / columns) * (9 / 16) * px;
  expect(rowHeight).toBe(Math.ceil(1.4 * letters + cover + (28 + 16) * px));
});

test.each([1, 1.19, 1.2, 1.25, 1.4])(
  'of letters %d times as large the style draws the lines that there is room for',
  (typeScale) => {
    const style = readFileSync(join(__dirname, '../../../miniprogram/components/camera-card/camera-card.wxss'), 'utf8');
    const formula = /--lines: max\(1, min\(2, \(var\(--kd-type, 1\) - ([\d.]+)\) \* (\d+)\)\);/.exec(style);
    const drawn = Math.max(1, Math.min(2, (typeScale - Number(formula?.[1])) * Number(formula?.[2])));
    const { rowHeight } = gridMetrics({ width: 375, height: 700, typeScale });
    const cover = ((750 - 2 * 32 - 16) / 2) * (9 / 16);
    const room = ((rowHeight - (cover + 28 + 16) / 2) / 1.4 / typeScale - 14) / 12;
    expect(Math.round(room)).toBeCloseTo(drawn, 5);
  },
);

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function cardsIn(rows: readonly GridRow[]): readonly string[] {
  return rows.flatMap((row) =>
    row.kind === 'header' ? [] : range(row.count).map((offset) => `${row.section}/${row.first + offset}`),
  );
}
