import type { GridMetrics } from './grid-layout';

export interface Screen {
  /** px */
  readonly width: number;
  readonly height: number;
  /** 1 to 1.4: what every font size is multiplied by. */
  readonly typeScale: number;
}

/** Large letters need the whole width of the narrowest phones. */
const NARROW_PX = 330;
const LARGE_TYPE = 1.2;
const WIDE_PX = 600;

const DESIGN_WIDTH = 750;
const GUTTER = 32;
const GAP = 16;
const LINE_HEIGHT = 1.4;
/** Name and state below the cover: their font sizes and what lies around them, rpx. */
const TEXT = 28 + 24;
const TEXT_PADDING = 28;
const HEADER_TEXT = 30;
const HEADER_PADDING = 46;

/** Sizes of the camera list on this screen, px. The style sheets of camera-card and camera-grid draw the same sizes. */
export function gridMetrics({ width, typeScale }: Screen): GridMetrics {
  const columns = columnsFor(width, typeScale);
  const px = width / DESIGN_WIDTH;
  const cardWidth = (DESIGN_WIDTH - 2 * GUTTER - (columns - 1) * GAP) / columns;
  const card = (cardWidth * 9) / 16 + TEXT * LINE_HEIGHT * typeScale + TEXT_PADDING;
  return {
    columns,
    headerHeight: Math.ceil((HEADER_TEXT * LINE_HEIGHT * typeScale + HEADER_PADDING) * px),
    rowHeight: Math.ceil((card + GAP) * px),
  };
}

function columnsFor(width: number, typeScale: number): number {
  if (width <= NARROW_PX && typeScale >= LARGE_TYPE) return 1;
  return width >= WIDE_PX ? 3 : 2;
}
