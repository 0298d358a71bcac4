import { MIRRORS, type Look } from './look';

/** What the strip at the foot of every picture says. */
export interface Mark {
  /** 1 EZVIZ, 2 OneNET, 3 Ovopark. */
  readonly cloud: number;
  readonly playback: boolean;
  /** 1–32767. */
  readonly device: number;
  /** Epoch ms of the picture. */
  readonly instant: number;
}

/** What the strip above it says, in live pictures only: pan, tilt and zoom to thousandths, focus and iris to hundredths. */
export type LookFigures = Omit<Look, 'caption'>;

/** Equal cells across the picture's width: sync 4 · cloud 3 · playback 1 · device 15 · ms since 2020 41 · CRC 16. */
export const STRIP_CELLS = 80;
/** The strip fills the lowest fifteenth of the picture, so that it survives scaling. */
export const STRIP_HEIGHT = 1 / 15;
/**
 * The look strip stands on it: sync 4 · pan 11 · tilt 11 · zoom 10 · focus 7 · iris 7 · mirror 2 · mask 1 · talk 10 ·
 * spare 1 · CRC 16. A row of macroblocks of the small format, so that only what changes in it costs anything.
 */
export const LOOK_HEIGHT = 2 / 45;

const SYNC = 0b1010;
const LOOK_SYNC = 0b1100;
const EPOCH = Date.UTC(2020, 0, 1);
const CRC_CELL = 64;
const MOST_TENTHS = 2 ** 10 - 1;

/** The 80 cells, 1 for white and 0 for black. */
export const packStrip = ({ cloud, playback, device, instant }: Mark): Uint8Array =>
  pack([
    [SYNC, 4],
    [cloud, 3],
    [playback ? 1 : 0, 1],
    [device, 15],
    [instant - EPOCH, 41],
  ]);

/** Reads the strip; `luma` gives the brightness (0–255) at a cell's centre. Null when the strip is not intact. */
export function readStrip(luma: (cell: number) => number): Mark | null {
  const number = read(luma);
  if (number === null || number(0, 4) !== SYNC) return null;
  return { cloud: number(4, 3), playback: number(7, 1) === 1, device: number(8, 15), instant: number(23, 41) + EPOCH };
}

export function packLook({ pan, tilt, zoom, focus, iris, mirror, masked, talkTenths }: LookFigures): Uint8Array {
  return pack([
    [LOOK_SYNC, 4],
    [Math.round((pan + 1) * 1000), 11],
    [Math.round((tilt + 1) * 1000), 11],
    [Math.round(zoom * 1000), 10],
    [Math.round(focus * 100), 7],
    [Math.round(iris * 100), 7],
    [MIRRORS.indexOf(mirror), 2],
    [masked ? 1 : 0, 1],
    [Math.min(MOST_TENTHS, Math.round(talkTenths)), 10],
  ]);
}

/** Reads the look strip, as `readStrip` does the other. */
export function readLook(luma: (cell: number) => number): LookFigures | null {
  const number = read(luma);
  if (number === null || number(0, 4) !== LOOK_SYNC) return null;
  return {
    pan: (number(4, 11) - 1000) / 1000,
    tilt: (number(15, 11) - 1000) / 1000,
    zoom: number(26, 10) / 1000,
    focus: number(36, 7) / 100,
    iris: number(43, 7) / 100,
    mirror: MIRRORS[number(50, 2)] ?? 'none',
    masked: number(52, 1) === 1,
    talkTenths: number(53, 10),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where to look for a cell's centre in a picture of any size, in pixels. */
export const stripPoint = (cell: number, size: Size): [number, number] => pointAt(cell, size, STRIP_HEIGHT / 2);

/** The same for a cell of the look strip. */
export const lookPoint = (cell: number, size: Size): [number, number] =>
  pointAt(cell, size, STRIP_HEIGHT + LOOK_HEIGHT / 2);

const pointAt = (cell: number, { width, height }: Size, above: number): [number, number] => [
  Math.floor(((cell + 0.5) * width) / STRIP_CELLS),
  Math.floor(height * (1 - above)),
];

function pack(fields: readonly (readonly [value: number, bits: number])[]): Uint8Array {
  const cells = new Uint8Array(STRIP_CELLS);
  let next = 0;
  const put = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit--) cells[next++] = Math.floor(value / 2 ** bit) % 2;
  };
  for (const [value, bits] of fields) put(value, bits);
  next = CRC_CELL;
  put(crc16(cells), 16);
  return cells;
}

/** Numbers by first cell and length; null when the checksum is wrong. */
function read(luma: (cell: number) => number): ((from: number, bits: number) => number) | null {
  const cells = Uint8Array.from({ length: STRIP_CELLS }, (_, cell) => (luma(cell) > 128 ? 1 : 0));
  const number = (from: number, bits: number): number =>
    cells.subarray(from, from + bits).reduce((value, bit) => value * 2 + bit, 0);
  return number(CRC_CELL, 16) === crc16(cells) ? number : null;
}

/** CRC-16/CCITT-FALSE over the cells before the checksum. */
function crc16(cells: Uint8Array): number {
  let crc = 0xffff;
  for (const cell of cells.subarray(0, CRC_CELL)) {
    const feedback = ((crc >> 15) & 1) ^ cell;
    crc = (crc << 1) & 0xffff;
    if (feedback === 1) crc ^= 0x1021;
  }
  return crc;
}
