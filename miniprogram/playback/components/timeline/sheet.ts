import { backingOf, type Surface } from '../../utils/timeline/surface';
import type { Sheet } from '../../utils/timeline/timeline-view';

/** WeChat's canvas, reached through a SelectorQuery; its typings leave the context empty. */
export interface CanvasNode {
  width: number;
  height: number;
  getContext(type: '2d'): object | null;
  requestAnimationFrame(callback: () => void): number;
}

/** What SelectorQuery answers; null for what is not on the page. */
export interface Measured {
  readonly canvas: {
    readonly node: CanvasNode;
    readonly width: number;
    readonly height: number;
    readonly left: number;
    readonly top: number;
  } | null;
  readonly stage: { readonly fontSize?: string; readonly transitionDuration?: string } | null;
}

const STANDARD_FONT_PX = 12;

/** A measured canvas made ready to be drawn on; null while it has no size. */
export function sheetOf({ canvas, stage }: Measured, pixelRatio: number): Sheet | null {
  if (canvas === null || canvas.width === 0) return null;
  const { node, width, height } = canvas;
  const backing = backingOf({ width, height }, pixelRatio);
  node.width = backing.width;
  node.height = backing.height;
  const context = node.getContext('2d');
  if (context === null) return null;
  return {
    surface: context as Surface,
    width,
    height,
    scale: backing.scale,
    fontPx: Number.parseFloat(stage?.fontSize ?? '') || STANDARD_FONT_PX,
    requestFrame: (draw) => void node.requestAnimationFrame(draw),
  };
}
