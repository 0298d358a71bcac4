import { PNG } from 'pngjs';
import { create as createQr } from 'qrcode';

type Color = readonly [red: number, green: number, blue: number];
interface Spot {
  readonly left: number;
  readonly top: number;
  /** Pixels to a dot. */
  readonly scale: number;
}

const INK: Color = [16, 24, 32];
/** Light enough that no scanner takes it for a part of the code. */
const RING: Color = [120, 214, 200];
const OPAQUE = 255;
const WHITE: Color = [255, 255, 255];

/** All as shares of the picture's width: the code lies in a ring, with the product's name under it. */
const RING_OUTSIDE = 0.48;
const RING_INSIDE = 0.455;
const CODE_SIDE = 0.56;
const CODE_TOP = 0.165;
const NAME_TOP = 0.76;
const NAME_HEIGHT = 0.1;

/** 看店, in dots. */
const NAME = [
  '.............##........#........',
  '..############..........#.......',
  '........#..........##############',
  '..############.....#......#.....',
  '.......#...........#......#.....',
  '################...#......######',
  '.....#.............#......#.....',
  '....##########.....#......#.....',
  '...#.#.......#.....#......#.....',
  '..#..#########.....#..#########.',
  '.#...#.......#.....#..#.......#.',
  '#....#########.....#..#.......#.',
  '.....#.......#.....#..#.......#.',
  '.....#.......#....#...#########.',
  '.....#########....#...#.......#.',
  '.....#.......#...#..............',
];

interface Ground {
  /** Nothing behind the code but what it will lie on. */
  readonly transparent?: boolean;
}

/** A PNG, `width` pixels wide and high, that shows the text as a QR code. */
export function drawCode(text: string, width: number, { transparent = false }: Ground = {}): Buffer {
  const picture = new PNG({ width, height: width });
  picture.data.fill(Buffer.from([...WHITE, transparent ? 0 : OPAQUE]));
  drawRing(picture);
  const { size, data } = createQr(text, { errorCorrectionLevel: 'M' }).modules;
  const scale = Math.floor((width * CODE_SIDE) / size);
  const left = Math.round((width - size * scale) / 2);
  drawDots(picture, { left, top: Math.round(width * CODE_TOP), scale }, size, (x, y) => data[y * size + x] === 1);
  drawName(picture);
  return PNG.sync.write(picture, { filterType: 0, deflateStrategy: 0 });
}

function drawRing(picture: PNG): void {
  const { width } = picture;
  const middle = (width - 1) / 2;
  const [inside, outside] = [(width * RING_INSIDE) ** 2, (width * RING_OUTSIDE) ** 2];
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const squared = (x - middle) ** 2 + (y - middle) ** 2;
      if (squared >= inside && squared <= outside) paint(picture, x, y, RING);
    }
  }
}

function drawName(picture: PNG): void {
  const { width } = picture;
  const side = Math.max(...NAME.map((row) => row.length));
  const scale = Math.max(1, Math.round((width * NAME_HEIGHT) / NAME.length));
  const left = Math.round((width - side * scale) / 2);
  const spot = { left, top: Math.round(width * NAME_TOP), scale };
  drawDots(picture, spot, side, (x, y) => NAME[y]?.[x] === '#');
}

function drawDots(picture: PNG, spot: Spot, size: number, isDark: (x: number, y: number) => boolean): void {
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (isDark(x, y)) fill(picture, spot, x, y);
    }
  }
}

function fill(picture: PNG, { left, top, scale }: Spot, column: number, row: number): void {
  for (let y = 0; y < scale; y++) {
    for (let x = 0; x < scale; x++) paint(picture, left + column * scale + x, top + row * scale + y, INK);
  }
}

function paint(picture: PNG, x: number, y: number, color: Color): void {
  picture.data.set([...color, OPAQUE], (y * picture.width + x) * 4);
}
