import type { ChannelId } from '../../../typings/contract/domain';
import { wrapText, type Measure } from './sheet-text';

/** A4 at 150 dots an inch, upright. */
export const SHEET = { width: 1240, height: 1754 } as const;

/** How many codes a sheet holds: 2 × 3 large ones or 3 × 4 small ones. */
export const SHEET_GRIDS = {
  large: { columns: 2, rows: 3, titleFontPx: 40, fontPx: 30 },
  small: { columns: 3, rows: 4, titleFontPx: 30, fontPx: 24 },
} as const;
export type SheetSize = keyof typeof SHEET_GRIDS;

/** What is printed of a camera. */
export interface SheetCamera {
  readonly id: ChannelId;
  readonly name: string;
  readonly storeName: string;
}

/** Px from the sheet's upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of text; it stands in the middle of its box. */
export interface TextLine extends Box {
  readonly text: string;
  readonly fontPx: number;
  readonly bold: boolean;
}

/** One code with what stands under it. */
export interface SheetCell {
  readonly id: ChannelId;
  /** What is cut out with scissors. */
  readonly frame: Box;
  readonly code: Box;
  readonly lines: readonly TextLine[];
}

export interface Sheet {
  readonly cells: readonly SheetCell[];
  /** Which sheet it is. */
  readonly foot: TextLine;
}

interface Setting {
  readonly size: SheetSize;
  readonly measure: Measure;
  /** What the code is for, below the names. */
  readonly hint: string;
  /** Words for which sheet of how many it is. */
  readonly page: (n: number, m: number) => string;
}

/** Printers leave some 5 mm of the paper's edge white. */
const MARGIN = 48;
const FOOT = 40;
const FOOT_FONT_PX = 22;
/** Within a frame. A code needs four of its dots of white around it. */
const PADDING = 28;
const GAP = 16;
const LINE_HEIGHT = 1.3;
const NAME_LINES = 2;
const STORE_LINES = 2;
const HINT_LINES = 1;

/** How many sheets so many cameras take. */
export function countSheets(cameras: number, size: SheetSize): number {
  return Math.ceil(cameras / perSheet(size));
}

/** The cameras of one sheet; the first is 0. */
export function camerasOnSheet<T>(cameras: readonly T[], size: SheetSize, index: number): readonly T[] {
  return cameras.slice(index * perSheet(size), (index + 1) * perSheet(size));
}

/** Where everything stands on one of the sheets; the first is 0. */
export function layOutSheet(cameras: readonly SheetCamera[], index: number, setting: Setting): Sheet {
  const { size, page } = setting;
  const cells = camerasOnSheet(cameras, size, index).map((camera, place) =>
    layOutCell(camera, frameOf(place, size), setting),
  );
  const y = SHEET.height - MARGIN - FOOT;
  const foot = { x: MARGIN, y, width: SHEET.width - 2 * MARGIN, height: FOOT };
  const text = page(index + 1, countSheets(cameras.length, size));
  return { cells, foot: { ...foot, text, fontPx: FOOT_FONT_PX, bold: false } };
}

function frameOf(place: number, size: SheetSize): Box {
  const { columns, rows } = SHEET_GRIDS[size];
  const width = Math.floor((SHEET.width - 2 * MARGIN) / columns);
  const height = Math.floor((SHEET.height - 2 * MARGIN - FOOT) / rows);
  const [column, row] = [place % columns, Math.floor(place / columns)];
  return { x: MARGIN + column * width, y: MARGIN + row * height, width, height };
}

/** The code is as large as the names below it leave room for, whatever their length, so that all are alike. */
function layOutCell(camera: SheetCamera, frame: Box, setting: Setting): SheetCell {
  const { titleFontPx, fontPx } = SHEET_GRIDS[setting.size];
  const most = heightOf(titleFontPx) * NAME_LINES + heightOf(fontPx) * (STORE_LINES + HINT_LINES);
  const inner = frame.width - 2 * PADDING;
  const side = Math.min(inner, frame.height - 2 * PADDING - GAP - most);
  const code = { x: frame.x + Math.floor((frame.width - side) / 2), y: frame.y + PADDING, width: side, height: side };
  const parts = [
    { text: camera.name, fontPx: titleFontPx, lines: NAME_LINES, bold: true },
    { text: camera.storeName, fontPx, lines: STORE_LINES, bold: false },
    { text: setting.hint, fontPx, lines: HINT_LINES, bold: false },
  ];
  let y = code.y + side + GAP;
  const lines = parts.flatMap(({ bold, ...part }) =>
    wrapText(part.text, { ...part, width: inner, measure: setting.measure }).map((text) => {
      const line = { text, fontPx: part.fontPx, bold, x: frame.x + PADDING, y, width: inner };
      y += heightOf(part.fontPx);
      return { ...line, height: heightOf(part.fontPx) };
    }),
  );
  return { id: camera.id, frame, code, lines };
}

const heightOf = (fontPx: number): number => Math.ceil(fontPx * LINE_HEIGHT);

function perSheet(size: SheetSize): number {
  const { columns, rows } = SHEET_GRIDS[size];
  return columns * rows;
}
