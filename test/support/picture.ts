import type { Page } from 'playwright-core';
import {
  lookPoint,
  readLook,
  readStrip,
  STRIP_CELLS,
  stripPoint,
  type LookFigures,
  type Mark,
} from '../../sandbox/media/strip';

/** A picture that the phone shows: what its strips say, and whether it moves. */
export interface ShownPicture {
  readonly mark: Mark;
  /** How the camera stands; null where the picture does not say, as in a recording. */
  readonly look: LookFigures | null;
  /** A still stands where a moving picture was or will be. */
  readonly moving: boolean;
}

/** The moving picture on the page that is shown; null while there is none. */
export const readMoving = (page: Page): Promise<ShownPicture | null> => readShown(page, ['video']);

/** The same of the moving picture or, where there is none, of the first still with a strip; `within` a CSS selector. */
export const readPicture = (page: Page, within = ''): Promise<ShownPicture | null> =>
  readShown(page, ['video', 'img'], within);

async function readShown(page: Page, tags: readonly Tag[], within = ''): Promise<ShownPicture | null> {
  const pictures = await page.evaluate(readCells, { points: STRIP_POINTS, tags, within });
  for (const { tag, cells } of pictures) {
    const mark = readStrip((cell) => cells[cell] ?? 0);
    if (mark === null) continue;
    const look = readLook((cell) => cells[STRIP_CELLS + cell] ?? 0);
    return { mark, look, moving: tag === 'video' };
  }
  return null;
}

type Tag = 'video' | 'img';

/** Where the cells of both strips lie in a picture of 1 × 1. */
const STRIP_POINTS = [stripPoint, lookPoint].flatMap((pointOf) =>
  Array.from({ length: STRIP_CELLS }, (_, cell) => {
    const [x, y] = pointOf(cell, { width: 10_000, height: 10_000 });
    return [x / 10_000, y / 10_000] as const;
  }),
);

interface Reading {
  readonly points: readonly (readonly [number, number])[];
  readonly tags: readonly Tag[];
  readonly within: string;
}

/** Runs in the page: brightness at the given points of every picture that can be seen, those that move first. */
function readCells({ points, tags, within }: Reading): { tag: Tag; cells: number[] }[] {
  const { document } = globalThis as unknown as BrowserGlobals;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return tags.flatMap((tag) =>
    [...document.querySelectorAll(`.page-window:not([hidden]) ${within} ${tag}`)].flatMap((shown) => {
      const width = shown.videoWidth ?? shown.naturalWidth ?? 0;
      const ready = tag === 'img' || (shown.readyState ?? 0) >= 2;
      if (width === 0 || !ready || !shown.checkVisibility()) return [];
      canvas.width = width;
      canvas.height = shown.videoHeight ?? shown.naturalHeight ?? 0;
      context.drawImage(shown, 0, 0);
      const cells = points.map(([x, y]) => {
        const { data } = context.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1);
        return data[1] ?? 0;
      });
      return [{ tag, cells }];
    }),
  );
}

/** The little of the browser that `readCells` uses; tests are compiled without the browser's types. */
interface BrowserGlobals {
  readonly document: {
    querySelectorAll(selector: string): Iterable<PictureElement>;
    createElement(tag: 'canvas'): {
      width: number;
      height: number;
      getContext(
        kind: '2d',
        options: object,
      ): {
        drawImage(image: object, x: number, y: number): void;
        getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
      };
    };
  };
}

/** A `<video>` or an `<img>`. */
interface PictureElement {
  readonly videoWidth?: number;
  readonly videoHeight?: number;
  readonly naturalWidth?: number;
  readonly naturalHeight?: number;
  readonly readyState?: number;
  checkVisibility(): boolean;
}
