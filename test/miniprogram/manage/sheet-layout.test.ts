import fc from 'fast-check';

import {
  camerasOnSheet,
  countSheets,
  layOutSheet,
  SHEET,
  SHEET_GRIDS,
  type Box,
  type SheetCamera,
  type SheetSize,
} from '../../../miniprogram/manage/stores/sheet-layout';
import { wrapText } from '../../../miniprogram/manage/stores/sheet-text';

/** As fonts have it: a character of Chinese is as wide as it is high, others about half. */
const measure = (text: string, fontPx: number) =>
  Array.from(text).reduce((width, character) => width + (character > '\u2e80' ? fontPx : fontPx * 0.55), 0);

const words = { measure, hint: '微信扫一扫，看这个摄像头', page: (n: number, m: number) => `${n}/${m}` };
const name = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...Array.from('收银台后门南京路店 A1b')), maxLength: 60 }),
);
const size = fc.constantFrom<SheetSize>('large', 'small');
const cameras: fc.Arbitrary<readonly SheetCamera[]> = fc
  .array(fc.tuple(name, name), { minLength: 1, maxLength: 40 })
  .map((all) => all.map(([own, storeName], index) => ({ id: `c${index}`, name: own, storeName })));

const isWithin = (inner: Box, outer: Box) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const PAPER: Box = { x: 0, y: 0, ...SHEET };

/** Pairs of boxes that lie over each other. */
const overlapping = (boxes: readonly Box[]) =>
  boxes.flatMap((box, index) => boxes.slice(index + 1).filter((other) => overlap(box, other)));

test('on every sheet nothing leaves the paper or its frame, and nothing lies over anything else', () => {
  fc.assert(
    fc.property(cameras, size, (all, grid) => {
      for (let index = 0; index < countSheets(all.length, grid); index += 1) {
        const { cells, foot } = layOutSheet(all, index, { ...words, size: grid });
        expect([...cells.map(({ frame }) => frame), foot].filter((box) => !isWithin(box, PAPER))).toEqual([]);
        expect(overlapping([...cells.map(({ frame }) => frame), foot])).toEqual([]);
        for (const { frame, code, lines } of cells) {
          expect([code, ...lines].filter((box) => !isWithin(box, frame))).toEqual([]);
          expect(overlapping([code, ...lines])).toEqual([]);
        }
      }
    }),
  );
});

test('every camera is on one sheet, once, in order', () => {
  fc.assert(
    fc.property(cameras, size, (all, grid) => {
      const sheets = Array.from({ length: countSheets(all.length, grid) }, (_, index) =>
        layOutSheet(all, index, { ...words, size: grid }),
      );
      expect(sheets.flatMap(({ cells }) => cells.map(({ id }) => id))).toEqual(all.map(({ id }) => id));
    }),
  );
});

test('all codes are alike, square, and large enough for a phone to read from the ceiling', () => {
  fc.assert(
    fc.property(cameras, size, (all, grid) => {
      const sheets = Array.from({ length: countSheets(all.length, grid) }, (_, index) =>
        layOutSheet(all, index, { ...words, size: grid }),
      );
      const sides = new Set(sheets.flatMap(({ cells }) => cells.flatMap(({ code }) => [code.width, code.height])));
      expect(sides.size).toBe(1);
      // 25 mm at 150 dots an inch.
      expect([...sides][0]).toBeGreaterThan(148);
    }),
  );
});

test('a line is as wide as there is room for, whatever is written in it', () => {
  fc.assert(
    fc.property(name, fc.integer({ min: 60, max: 500 }), fc.integer({ min: 1, max: 3 }), (text, width, lines) => {
      const wrapped = wrapText(text, { width, lines, fontPx: 30, measure });
      expect(wrapped.length).toBeLessThanOrEqual(lines);
      expect(wrapped.filter((line) => measure(line, 30) > width)).toEqual([]);
    }),
  );
});

test('what fits is kept, letter for letter', () => {
  fc.assert(
    fc.property(name, (text) => {
      const wrapped = wrapText(text, { width: 300, lines: 100, fontPx: 30, measure });
      const plain = (part: string) => part.replace(/\s+/gu, '');
      expect(plain(wrapped.join(''))).toBe(plain(text));
    }),
  );
});

test('Chinese breaks anywhere, other writing between words', () => {
  const wrap = (text: string, lines = 3) => wrapText(text, { width: 200, lines, fontPx: 40, measure });

  expect(wrap('南京路步行街旗舰店')).toEqual(['南京路步行', '街旗舰店']);
  expect(wrap('Back door camera')).toEqual(['Back door', 'camera']);
  expect(wrap('Stockroom-north-entrance')).toEqual(['Stockroom', '-north-en', 'trance']);
  expect(wrap('南京路步行街旗舰店', 1)).toEqual(['南京路步…']);
  expect(wrap('   ')).toEqual([]);
});

test('a sheet holds six large codes or twelve small ones', () => {
  const all = Array.from({ length: 13 }, (_, n) => n);
  const counts = Object.entries(SHEET_GRIDS).map(([key]) => countSheets(13, key as SheetSize));

  expect(counts).toEqual([3, 2]);
  expect(camerasOnSheet(all, 'small', 1)).toEqual([12]);
});
