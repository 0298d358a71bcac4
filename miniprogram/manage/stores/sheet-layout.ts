import type { ChannelId } from '../../../typings/contract/domain';
import { wrapText, type Measure } from './sheet-text';

/** A4 at 150 dots an inch, upright. */
export const SHEET = { width: 1240, height: 1754 } as const;

/** What the row of previews gives a sheet's height, rpx. */
const PREVIEW_RPX = 464;

/** How wide a sheet is in the row of previews, in px of this screen. */
export function previewWidth({ width, pixelRatio }: { readonly width: number; readonly pixelRatio: number }): number {
  const height = (PREVIEW_RPX / 750) * width * pixelRatio;
  return Math.min(SHEET.width, Math.floor((height * SHEET.width) / SHEET.height));
}

/** How many codes a sheet holds: 2 × 3 large ones or 3 × 4 small ones. */
export const SHEET_GRIDS = {
  large: { columns: 2, rows: 3, titleFontPx: 36, fontPx: 26 },
  small: { columns: 3, rows: 4, titleFontPx: 28, fontPx: 22 },
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
  const labels = new Map(cameras.map((camera) => [camera.id, labelOf(camera, setting)]));
  // The code is as large as the longest names leave room for, so that all are alike.
  const most = Math.max(...[...labels.values()].map(heightOfLabel));
  const cells = camerasOnSheet(cameras, size, index).map(({ id }, place) =>
    layOutCell(id, { frame: frameOf(place, size), label: labels.get(id) ?? [], most }),
  );
  const y = SHEET.height - MARGIN - FOOT;
  const foot = { x: MARGIN, y, width: SHEET.width - 2 * MARGIN, height: FOOT };
  const text = page(index + 1, countSheets(cameras.length, size));
  return { cells, foot: { ...foot, text, fontPx: FOOT_FONT_PX, bold: false } };
}

function frameOf(place: number, size: SheetSize): Box {
  const { columns } = SHEET_GRIDS[size];
  const { width, height } = frameSize(size);
  const [column, row] = [place % columns, Math.floor(place / columns)];
  return { x: MARGIN + column * width, y: MARGIN + row * height, width, height };
}

function frameSize(size: SheetSize): { readonly width: number; readonly height: number } {
  const { columns, rows } = SHEET_GRIDS[size];
  const width = Math.floor((SHEET.width - 2 * MARGIN) / columns);
  return { width, height: Math.floor((SHEET.height - 2 * MARGIN - FOOT) / rows) };
}

type LabelLine = Pick<TextLine, 'text' | 'fontPx' | 'bold'>;

/** What stands under a code, line by line. */
function labelOf({ name, storeName }: SheetCamera, { size, measure, hint }: Setting): readonly LabelLine[] {
  const { titleFontPx, fontPx } = SHEET_GRIDS[size];
  const width = frameSize(size).width - 2 * PADDING;
  const parts = [
    { text: name, fontPx: titleFontPx, lines: NAME_LINES, bold: true },
    { text: storeName, fontPx, lines: STORE_LINES, bold: false },
    { text: hint, fontPx, lines: HINT_LINES, bold: false },
  ];
  return parts.flatMap(({ text, bold, ...part }) =>
    wrapText(text, { ...part, width, measure }).map((line) => ({ text: line, fontPx: part.fontPx, bold })),
  );
}

interface Cell {
  readonly frame: Box;
  readonly label: readonly LabelLine[];
  /** What the highest label takes. */
  readonly most: number;
}

function layOutCell(id: ChannelId, { frame, label, most }: Cell): SheetCell {
  const width = frame.width - 2 * PADDING;
  const side = Math.min(width, frame.height - 2 * PADDING - GAP - most);
  const code = { x: frame.x + Math.floor((frame.width - side) / 2), y: frame.y + PADDING, width: side, height: side };
  let y = code.y + side + GAP;
  const lines = label.map((line) => {
    const box = { x: frame.x + PADDING, y, width, height: heightOf(line.fontPx) };
    y += box.height;
    return { ...line, ...box };
  });
  return { id, frame, code, lines };
}

const heightOf = (fontPx: number): number => Math.ceil(fontPx * LINE_HEIGHT);

const heightOfLabel = (label: readonly LabelLine[]): number =>
  label.reduce((height, { fontPx }) => height + heightOf(fontPx), 0);

function perSheet(size: SheetSize): number {
  const { columns, rows } = SHEET_GRIDS[size];
  return columns * rows;
}
