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

/** Equal cells across the picture's width: sync 4 · cloud 3 · playback 1 · device 15 · ms since 2020 41 · CRC 16. */
export const STRIP_CELLS = 80;
/** The strip fills the lowest fifteenth of the picture, so that it survives scaling. */
export const STRIP_HEIGHT = 1 / 15;

const SYNC = 0b1010;
const EPOCH = Date.UTC(2020, 0, 1);
const CRC_CELL = 64;

/** The 80 cells, 1 for white and 0 for black. */
export function packStrip(mark: Mark): Uint8Array {
  const cells = new Uint8Array(STRIP_CELLS);
  let next = 0;
  const put = (value: number, bits: number): void => {
    for (let bit = bits - 1; bit >= 0; bit--) cells[next++] = Math.floor(value / 2 ** bit) % 2;
  };
  put(SYNC, 4);
  put(mark.cloud, 3);
  put(mark.playback ? 1 : 0, 1);
  put(mark.device, 15);
  put(mark.instant - EPOCH, 41);
  put(crc16(cells), 16);
  return cells;
}

/** Reads the strip; `luma` gives the brightness (0–255) at a cell's centre. Null when the strip is not intact. */
export function readStrip(luma: (cell: number) => number): Mark | null {
  const cells = Uint8Array.from({ length: STRIP_CELLS }, (_, cell) => (luma(cell) > 128 ? 1 : 0));
  const number = (from: number, bits: number): number =>
    cells.subarray(from, from + bits).reduce((value, bit) => value * 2 + bit, 0);
  if (number(0, 4) !== SYNC || number(CRC_CELL, 16) !== crc16(cells)) return null;
  return { cloud: number(4, 3), playback: number(7, 1) === 1, device: number(8, 15), instant: number(23, 41) + EPOCH };
}

/** Where to look for a cell's centre in a picture of any size, in pixels. */
export function stripPoint(cell: number, size: { readonly width: number; readonly height: number }): [number, number] {
  return [Math.floor(((cell + 0.5) * size.width) / STRIP_CELLS), Math.floor(size.height * (1 - STRIP_HEIGHT / 2))];
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
