import { boundsOf, type Span, type TimelinePast } from './past';
import type { Scene } from './paint';
import { gapsWithin, segmentsWithin } from './segments';
import type { Surface } from './surface';
import { msPerPx, visibleSpan, xAt } from './window';

/** Distance between the lines of the hatching, px. */
const HATCH_PX = 7;
/** What is narrower cannot be seen as hatched, px. */
const LEAST_GAP_PX = 2;
/** The shortest event still shows, px. */
const LEAST_MARK_PX = 1;
/** How much of the band what is not motion fills. */
const CALM_HEIGHT = 0.72;

/** The band: what was recorded, what was not, and what nobody knows. */
export function paintBand(surface: Surface, scene: Scene, past: TimelinePast): void {
  const { palette, layout, window } = scene;
  const visible = overlap(visibleSpan(window), boundsOf(past));
  if (visible === null) return;
  const { x, width } = extent(scene, visible);
  surface.fillStyle = palette.track;
  surface.fillRect(x, layout.bandTop, width, layout.bandBottom - layout.bandTop);
  if (!past.known) {
    paintUnknown(surface, scene, { x, width });
    return;
  }
  paintGaps(surface, scene, gapsWithin(past.segments, visible));
  paintSegments(surface, scene, { past, visible });
}

/** The vendor does not say what was recorded: neither full nor empty, a line to drag along. */
function paintUnknown(
  surface: Surface,
  { palette, layout }: Scene,
  { x, width }: { readonly x: number; readonly width: number },
): void {
  const middle = (layout.bandTop + layout.bandBottom) / 2;
  surface.fillStyle = palette.secondary;
  surface.fillRect(x, middle - 1, width, 2);
}

/** All gaps are one shape through which one hatching shows: as cheap for a thousand as for one. */
function paintGaps(surface: Surface, scene: Scene, gaps: readonly Span[]): void {
  const { palette, layout } = scene;
  const height = layout.bandBottom - layout.bandTop;
  surface.save();
  surface.beginPath();
  let shown = false;
  for (const gap of gaps) {
    const { x, width } = extent(scene, gap);
    if (width < LEAST_GAP_PX) continue;
    surface.rect(x, layout.bandTop, width, height);
    shown = true;
  }
  if (shown) {
    surface.clip();
    surface.strokeStyle = palette.hatch;
    surface.lineWidth = 1;
    surface.beginPath();
    // The lines belong to the time, not to the screen: they move with it.
    const shift = (scene.window.centre / msPerPx(scene.window, layout.width)) % HATCH_PX;
    for (let x = -height - HATCH_PX - shift; x < layout.width + HATCH_PX; x += HATCH_PX) {
      surface.moveTo(x, layout.bandBottom);
      surface.lineTo(x + height, layout.bandTop);
    }
    surface.stroke();
  }
  surface.restore();
}

/** Neighbours of one kind that touch on the screen are drawn as one. */
function paintSegments(
  surface: Surface,
  scene: Scene,
  { past, visible }: { readonly past: TimelinePast; readonly visible: Span },
): void {
  const runs = { other: new Runs(), motion: new Runs() };
  const { first, last } = segmentsWithin(past.segments, visible);
  for (let index = first; index < last; index += 1) {
    const segment = past.segments[index];
    if (segment === undefined) break;
    const { x, width } = extent(scene, segment);
    runs[segment.trigger === 'motion' ? 'motion' : 'other'].add(x, x + Math.max(width, LEAST_MARK_PX));
  }
  const { palette, layout } = scene;
  const height = layout.bandBottom - layout.bandTop;
  const colours = palette.recorded[past.place];
  for (const kind of ['other', 'motion'] as const) {
    const share = kind === 'motion' ? 1 : CALM_HEIGHT;
    surface.fillStyle = colours[kind];
    surface.beginPath();
    for (const [from, to] of runs[kind].done()) {
      surface.rect(from, layout.bandBottom - height * share, to - from, height * share);
    }
    surface.fill();
  }
}

/** Stretches of px in rising order, joined where less than a quarter of one lies between them. */
class Runs {
  private readonly runs: [number, number][] = [];

  add(from: number, to: number): void {
    const last = this.runs[this.runs.length - 1];
    if (last !== undefined && from - last[1] < 0.25) last[1] = Math.max(last[1], to);
    else this.runs.push([from, to]);
  }

  done(): readonly (readonly [number, number])[] {
    return this.runs;
  }
}

/** Px on the screen, cut a little beyond its edges. */
function extent({ window, layout }: Scene, span: Span): { readonly x: number; readonly width: number } {
  const x = Math.max(-HATCH_PX, xAt(window, layout.width, span.from));
  const end = Math.min(layout.width + HATCH_PX, xAt(window, layout.width, span.to));
  return { x, width: Math.max(0, end - x) };
}

function overlap(a: Span, b: Span): Span | null {
  const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return span.from < span.to ? span : null;
}
