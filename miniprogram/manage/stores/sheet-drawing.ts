import type { ChannelId } from '../../../typings/contract/domain';
import { SHEET, type Sheet, type TextLine } from './sheet-layout';

/** What of a canvas a sheet needs; `Picture` is the canvas's own. */
export interface SheetSurface<Picture> {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  font: string;
  textAlign: 'center' | 'left' | 'right' | 'start' | 'end';
  textBaseline: 'middle' | 'top' | 'bottom' | 'alphabetic' | 'hanging' | 'ideographic';
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  setLineDash(segments: number[]): void;
  fillText(text: string, x: number, y: number, maxWidth?: number): void;
  drawImage(picture: Picture, x: number, y: number, width: number, height: number): void;
}

/** Ink on paper: the same in either theme. */
const PAPER = '#ffffff';
const INK = '#000000';
const FAINT_INK = '#b8c0c8';

export const fontOf = ({ fontPx, bold }: Pick<TextLine, 'fontPx' | 'bold'>): string =>
  `${bold ? 'bold ' : ''}${fontPx}px sans-serif`;

/** Draws a sheet, frames to be cut along; a code whose picture is lacking stays empty. */
export function drawSheet<Picture>(
  surface: SheetSurface<Picture>,
  { cells, foot }: Sheet,
  pictures: ReadonlyMap<ChannelId, Picture>,
): void {
  surface.fillStyle = PAPER;
  surface.fillRect(0, 0, SHEET.width, SHEET.height);
  surface.strokeStyle = FAINT_INK;
  surface.lineWidth = 2;
  surface.setLineDash([8, 8]);
  surface.fillStyle = INK;
  surface.textAlign = 'center';
  surface.textBaseline = 'middle';
  for (const { id, frame, code, lines } of cells) {
    surface.strokeRect(frame.x, frame.y, frame.width, frame.height);
    const picture = pictures.get(id);
    if (picture !== undefined) surface.drawImage(picture, code.x, code.y, code.width, code.height);
    for (const line of lines) drawLine(surface, line);
  }
  drawLine(surface, foot);
}

function drawLine<Picture>(surface: SheetSurface<Picture>, line: TextLine): void {
  surface.font = fontOf(line);
  surface.fillText(line.text, line.x + line.width / 2, line.y + line.height / 2, line.width);
}
