import type { GridMetrics } from './grid-layout';

export interface Screen {
  /** px */
  readonly width: number;
  readonly height: number;
  /** 1 to 1.4: what every font size is multiplied by. */
  readonly typeScale: number;
}

/** Large letters need the whole width of the narrowest phones, a wider card on a tablet, and a second line for the state. */
const NARROW_PX = 330;
const LARGE_TYPE = 1.2;
const WIDE_PX = 600;
const WIDEST_PX = 900;

const DESIGN_WIDTH = 750;
const GUTTER = 32;
const GAP = 16;
const LINE_HEIGHT = 1.4;
/** Font sizes of app.wxss: rpx, and the px that they stop growing at. */
const BODY = { rpx: 30, most: 19 };
const SECONDARY = { rpx: 28, most: 18 };
const CAPTION = { rpx: 24, most: 16 };
/** What lies around name and state below the cover, and around a store's name, rpx. */
const TEXT_PADDING = 28;
const HEADER_PADDING = 46;

/** Sizes of the camera list on this screen, px. The style sheets of camera-card and camera-grid draw the same sizes. */
export function gridMetrics({ width, typeScale }: Screen): GridMetrics {
  const isLarge = typeScale >= LARGE_TYPE;
  const columns = columnsFor(width, isLarge);
  const captionLines = columns > 1 && (isLarge || width >= WIDE_PX) ? 2 : 1;
  const px = width / DESIGN_WIDTH;
  const lineOf = ({ rpx, most }: typeof BODY): number => Math.min(rpx * px, most) * LINE_HEIGHT * typeScale;
  const cardWidth = (DESIGN_WIDTH - 2 * GUTTER - (columns - 1) * GAP) / columns;
  const around = (cardWidth * 9) / 16 + TEXT_PADDING + GAP;
  return {
    columns,
    headerHeight: Math.ceil(lineOf(BODY) + HEADER_PADDING * px),
    rowHeight: Math.ceil(lineOf(SECONDARY) + captionLines * lineOf(CAPTION) + around * px),
  };
}

function columnsFor(width: number, isLarge: boolean): number {
  if (width <= NARROW_PX) return isLarge ? 1 : 2;
  if (width < WIDE_PX) return 2;
  return (width >= WIDEST_PX ? 4 : 3) - (isLarge ? 1 : 0);
}
