import type { ChannelId } from '../../../typings/contract/domain';
import type { CanvasPicture, Drawing } from '../../services/drawing';
import { drawSheet, fontOf, type SheetSurface } from './sheet-drawing';
import { layOutSheet, type SheetCamera, type SheetSize } from './sheet-layout';

/** A canvas for sheets. */
export type SheetCanvas = Drawing<
  SheetSurface<CanvasPicture> & { measureText(text: string): { readonly width: number } }
>;

/** A sheet as files of this phone: as it is printed, and as small as it is shown on the screen. */
export interface SheetFiles {
  readonly path: string;
  readonly preview: string;
}

/** What is printed beside names and codes. */
export interface PrintedWords {
  readonly hint: string;
  readonly page: (n: number, m: number) => string;
}

interface Sheet {
  /** Of all sheets. */
  readonly cameras: readonly SheetCamera[];
  /** The first sheet is 0. */
  readonly index: number;
  readonly size: SheetSize;
  /** The codes of the cameras on it, in base64. */
  readonly pngs: ReadonlyMap<ChannelId, string>;
  readonly words: PrintedWords;
  /** How wide its preview is, px. */
  readonly previewPx: number;
  readonly isOver: () => boolean;
}

/** Draws one sheet; resolves with null when it was given up. */
export async function printSheet(
  canvas: SheetCanvas,
  { cameras, index, size, pngs, words: { hint, page }, previewPx, isOver }: Sheet,
): Promise<SheetFiles | null> {
  const pictures = new Map<string, CanvasPicture>();
  for (const [id, png] of pngs) pictures.set(id, await canvas.loadPicture(`data:image/png;base64,${png}`));
  if (isOver()) return null;
  const measure = (text: string, fontPx: number) => {
    // Bold is the wider one.
    canvas.surface.font = fontOf({ fontPx, bold: true });
    return canvas.surface.measureText(text).width;
  };
  drawSheet(canvas.surface, layOutSheet(cameras, index, { size, measure, hint, page }), pictures);
  return { path: await canvas.toFile(), preview: await canvas.toFile(previewPx) };
}
