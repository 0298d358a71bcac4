/** Heights of the phone's own bars in px, as an iPhone of the same proportions has them. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly statusBar: number;
  readonly navigationBar: number;
  readonly tabBar: number;
  /** Below the last touchable line, where a phone without a button has its home bar. */
  readonly safeBottom: number;
}

const NOTCH_RATIO = 1.8;

/** The geometry of the window the phone lives in. */
export function readGeometry(): Geometry {
  const { innerWidth: width, innerHeight: height } = window;
  const notch = height / width > NOTCH_RATIO;
  return { width, height, statusBar: notch ? 44 : 20, navigationBar: 44, tabBar: 49, safeBottom: notch ? 34 : 0 };
}

/** WeChat's capsule at the top right, in px from the phone's top left. */
export function capsuleOf({ width, statusBar, navigationBar }: Geometry) {
  const size = { width: 87, height: 32 };
  const top = statusBar + (navigationBar - size.height) / 2;
  const right = width - 7;
  return { ...size, top, right, bottom: top + size.height, left: right - size.width };
}
