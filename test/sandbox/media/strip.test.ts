import fc from 'fast-check';
import {
  lookPoint,
  packLook,
  packStrip,
  readLook,
  readStrip,
  STRIP_CELLS,
  stripPoint,
} from '../../../sandbox/media/strip';

const marks = fc.record({
  cloud: fc.integer({ min: 1, max: 7 }),
  playback: fc.boolean(),
  device: fc.integer({ min: 1, max: 32767 }),
  instant: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2080, 0, 1) }),
});

const lumaOf =
  (cells: Uint8Array) =>
  (cell: number): number =>
    cells[cell] === 1 ? 200 : 40;

test('what is written into a strip is read from it', () => {
  fc.assert(fc.property(marks, (mark) => expect(readStrip(lumaOf(packStrip(mark)))).toEqual(mark)));
});

test('a strip with one wrong cell is not believed', () => {
  fc.assert(
    fc.property(marks, fc.nat(STRIP_CELLS - 1), (mark, wrong) => {
      const cells = packStrip(mark);
      cells[wrong] = 1 - (cells[wrong] ?? 0);
      expect(readStrip(lumaOf(cells))).toBeNull();
    }),
  );
});

test('cells are laid out as the reader of another program expects them', () => {
  const mark = { cloud: 3, playback: true, device: 5, instant: Date.UTC(2020, 0, 1) + 9 };
  const cells = packStrip(mark).join('');
  expect(cells.slice(0, 8)).toBe('10100111');
  expect(cells.slice(8, 23)).toBe('000000000000101');
  expect(cells.slice(23, 64)).toBe('1001'.padStart(41, '0'));
});

test('a cell is looked for in its middle whatever the picture’s size', () => {
  expect(stripPoint(0, { width: 640, height: 360 })).toEqual([4, 348]);
  expect(stripPoint(79, { width: 1280, height: 720 })).toEqual([1272, 696]);
});

const thousandth = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => n / 1000 + 0);
const looks = fc.record({
  pan: thousandth(-1, 1),
  tilt: thousandth(-1, 1),
  zoom: thousandth(0, 1),
  focus: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
  iris: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
  mirror: fc.constantFrom('none', 'horizontal', 'vertical', 'both'),
  masked: fc.boolean(),
  talkTenths: fc.integer({ min: 0, max: 600 }),
});

test('how a camera stands is written into the look strip and read from it', () => {
  fc.assert(fc.property(looks, (look) => expect(readLook(lumaOf(packLook(look)))).toEqual(look)));
});

test('a look strip with one wrong cell is not believed, nor is one strip taken for the other', () => {
  fc.assert(
    fc.property(looks, marks, fc.nat(STRIP_CELLS - 1), (look, mark, wrong) => {
      const cells = packLook(look);
      expect(readStrip(lumaOf(cells))).toBeNull();
      expect(readLook(lumaOf(packStrip(mark)))).toBeNull();
      cells[wrong] = 1 - (cells[wrong] ?? 0);
      expect(readLook(lumaOf(cells))).toBeNull();
    }),
  );
});

test('the look strip stands on the other', () => {
  expect(lookPoint(0, { width: 640, height: 360 })).toEqual([4, 328]);
  expect(lookPoint(79, { width: 1280, height: 720 })).toEqual([1272, 656]);
});
