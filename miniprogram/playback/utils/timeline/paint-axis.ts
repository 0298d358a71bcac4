import type { ZoneOffset } from '../../../../typings/contract/domain';
import { fill } from '../../../utils/fill';
import { clockWords, offsetMs } from '../../../utils/wall-clock';
import type { Scene } from './paint';
import type { TimelinePast } from './past';
import type { Surface } from './surface';
import { scaleFor, ticksWithin, type Tick } from './ticks';
import { msPerPx, xAt } from './window';

const MINUTE = 60_000;
/** Room around a time on the axis, as a share of its letters' height. */
const AIR = 1.2;

/** What the timeline says in words on its canvas. */
export interface DateWords {
  /** `{monthName}` and `{day}`. */
  readonly date: string;
  /** Twelve names, January first, with blanks between. */
  readonly monthNames: string;
}

/** The marks over the band, with times and days at the round ones. */
export function paintAxis(surface: Surface, scene: Scene, past: TimelinePast): void {
  const { layout, palette, window } = scene;
  const perPx = msPerPx(window, layout.width);
  surface.font = `${layout.fontPx}px sans-serif`;
  surface.textAlign = 'center';
  surface.textBaseline = 'middle';
  // Whether seconds are written depends on the scale, and the scale on the room that what is written takes.
  const short = scaleFor((surface.measureText('00:00').width + layout.fontPx * AIR) * perPx);
  const withSeconds = short.labelMs < MINUTE;
  const scale = withSeconds ? scaleFor((surface.measureText('00:00:00').width + layout.fontPx * AIR) * perPx) : short;
  const margin = layout.fontPx * 5 * perPx;
  const half = window.spanMs / 2 + margin;
  const ticks = ticksWithin({ from: window.centre - half, to: window.centre + half }, past.offsets, scale);
  paintMarks(surface, scene, ticks);
  const seconds = scale.labelMs < MINUTE;
  for (const { at, kind } of ticks) {
    if (kind === 'mark') continue;
    const clock = clockWords(at, past.offsets);
    surface.fillStyle = kind === 'day' ? palette.text : palette.secondary;
    const words = kind === 'day' ? dateWords(at, past.offsets, scene.words) : seconds ? clock : clock.slice(0, 5);
    surface.fillText(words, xAt(window, layout.width, at), layout.timesY);
  }
}

/** All marks of a colour are one shape; a day begins with a line through the band. */
function paintMarks(surface: Surface, { layout, palette, window }: Scene, ticks: readonly Tick[]): void {
  const { marksTop, bandTop, bandBottom, width } = layout;
  for (const kind of ['mark', 'time', 'day'] as const) {
    surface.fillStyle = kind === 'mark' ? palette.line : palette.secondary;
    const top = kind === 'mark' ? (marksTop + bandTop) / 2 : marksTop;
    const bottom = kind === 'day' ? bandBottom : bandTop;
    surface.beginPath();
    for (const tick of ticks) {
      if (tick.kind === kind) surface.rect(xAt(window, width, tick.at) - 0.5, top, 1, bottom - top);
    }
    surface.fill();
  }
}

/** The day that begins or is under way at an instant: 11月20日. */
export function dateWords(at: number, offsets: readonly ZoneOffset[], words: DateWords): string {
  const local = new Date(at + offsetMs(offsets, at));
  const month = local.getUTCMonth();
  const monthName = words.monthNames.split(' ')[month] ?? String(month + 1);
  return fill(words.date, { monthName, day: local.getUTCDate() });
}
