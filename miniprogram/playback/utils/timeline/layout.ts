import type { Size } from './surface';

/** Where things stand on the canvas, px; everything grows with the letters. */
export interface Layout extends Size {
  readonly fontPx: number;
  /** Baseline-free middles of the two rows of letters. */
  readonly clockY: number;
  readonly timesY: number;
  /** Where the marks begin; they end on the band. */
  readonly marksTop: number;
  readonly bandTop: number;
  readonly bandBottom: number;
}

export function layOut({ width, height }: Size, fontPx: number): Layout {
  const bandTop = fontPx * 4.1;
  return {
    width,
    height,
    fontPx,
    clockY: fontPx * 0.9,
    timesY: fontPx * 2.5,
    marksTop: fontPx * 3.3,
    bandTop,
    bandBottom: Math.max(bandTop + fontPx, height - fontPx * 0.9),
  };
}
