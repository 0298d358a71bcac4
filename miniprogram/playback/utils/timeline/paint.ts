import { clockWords } from '../../../utils/wall-clock';
import type { HandleEnd } from './handles';
import type { Layout } from './layout';
import type { Palette } from './palette';
import { paintAxis, type DateWords } from './paint-axis';
import { paintBand } from './paint-band';
import type { Span, TimelinePast } from './past';
import type { Surface } from './surface';
import { xAt, type TimeWindow } from './window';

/** All that one picture of the timeline shows. */
export interface Scene {
  readonly window: TimeWindow;
  /** Null until the page has shown one: then there is an empty band. */
  readonly past: TimelinePast | null;
  readonly selection: Span | null;
  /** The end that a finger holds. */
  readonly held: HandleEnd | null;
  readonly layout: Layout;
  readonly palette: Palette;
  readonly words: DateWords;
}

const HANDLE_PX = 4;
const GRIP_PX = 14;

/** Draws what is visible, and nothing else: the cost follows the screen, not the recordings. */
export function paint(surface: Surface, scene: Scene): void {
  const { layout, past } = scene;
  surface.clearRect(0, 0, layout.width, layout.height);
  if (past === null) return;
  paintBand(surface, scene, past);
  paintAxis(surface, scene, past);
  paintNow(surface, scene, past);
  if (scene.selection !== null) paintSelection(surface, scene, scene.selection);
  paintCursor(surface, scene, past);
}

/** Where the past ends for now. */
function paintNow(surface: Surface, { window, layout, palette }: Scene, { now }: TimelinePast): void {
  const x = xAt(window, layout.width, now);
  if (x < 0 || x > layout.width) return;
  surface.fillStyle = palette.danger;
  surface.fillRect(x - 1, layout.marksTop, 2, layout.bandBottom - layout.marksTop);
}

/** A veil over what is chosen, and two ends with grips. */
function paintSelection(surface: Surface, { window, layout, palette, held }: Scene, selection: Span): void {
  const { bandTop, bandBottom, width, marksTop } = layout;
  const ends = { from: xAt(window, width, selection.from), to: xAt(window, width, selection.to) };
  const [left, right] = [Math.max(-GRIP_PX, ends.from), Math.min(width + GRIP_PX, ends.to)];
  surface.fillStyle = palette.warning;
  if (right > left) {
    surface.globalAlpha = 0.25;
    surface.fillRect(left, bandTop, right - left, bandBottom - bandTop);
    surface.globalAlpha = 1;
  }
  for (const end of ['from', 'to'] as const) {
    const x = ends[end];
    if (x < -GRIP_PX || x > width + GRIP_PX) continue;
    surface.fillRect(x - HANDLE_PX / 2, marksTop, HANDLE_PX, bandBottom - marksTop);
    const grip = held === end ? GRIP_PX * 1.5 : GRIP_PX;
    surface.fillRect(x - grip / 2, bandBottom - grip, grip, grip);
  }
}

/** Stands still in the middle, with its time over it. */
function paintCursor(surface: Surface, { window, layout, palette }: Scene, { offsets }: TimelinePast): void {
  const { fontPx, clockY, marksTop, bandBottom, height } = layout;
  const x = layout.width / 2;
  surface.fillStyle = palette.text;
  surface.fillRect(x - 1, marksTop, 2, bandBottom - marksTop);
  surface.beginPath();
  surface.moveTo(x, bandBottom);
  surface.lineTo(x + fontPx * 0.6, height);
  surface.lineTo(x - fontPx * 0.6, height);
  surface.closePath();
  surface.fill();
  surface.font = `600 ${fontPx * 1.15}px sans-serif`;
  surface.textAlign = 'center';
  surface.textBaseline = 'middle';
  surface.fillText(clockWords(window.centre, offsets), x, clockY);
}
