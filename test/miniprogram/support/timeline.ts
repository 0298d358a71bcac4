import type { Surface } from '../../../miniprogram/playback/utils/timeline/surface';
import type { TimelinePast } from '../../../miniprogram/playback/utils/timeline/past';
import { INITIAL, type TimelineState, type Told } from '../../../miniprogram/playback/utils/timeline/state';
import type { TouchKind } from '../../../miniprogram/playback/utils/timeline/gestures';
import { advance, type TimelineInput } from '../../../miniprogram/playback/utils/timeline/timeline';
import type { Segment } from '../../../typings/contract/domain';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Midnight in Shanghai at the beginning of 20 November 2026. */
export const MIDNIGHT = Date.UTC(2026, 10, 19, 16);
export const WIDTH = 360;

export function makeSegment(from: number, to: number, trigger: Segment['trigger'] = 'timed'): Segment {
  return { from, to, trigger, id: null };
}

/** One day in Shanghai, recorded from 8 to 12 and from 14 to 20 o'clock, long over. */
export function makePast(changes: Partial<TimelinePast> = {}): TimelinePast {
  return {
    from: MIDNIGHT,
    to: MIDNIGHT + DAY,
    now: MIDNIGHT + 10 * DAY,
    offsets: [{ from: MIDNIGHT, minutes: 480 }],
    segments: [
      makeSegment(MIDNIGHT + 8 * HOUR, MIDNIGHT + 12 * HOUR),
      makeSegment(MIDNIGHT + 14 * HOUR, MIDNIGHT + 20 * HOUR),
    ],
    place: 'device',
    known: true,
    ...changes,
  };
}

/** A timeline under recorded fingers and a clock of its own. */
export class TimelineRig {
  state: TimelineState = INITIAL;
  now = 0;
  told: Told[] = [];

  constructor({ past = makePast(), at = MIDNIGHT + 13 * HOUR, spanMs = HOUR, calm = false } = {}) {
    this.take({ what: 'measured', width: WIDTH, calm });
    this.take({ what: 'past', past });
    this.take({ what: 'follow', position: at });
    this.take({ what: 'zoom', spanMs, at: 0 });
    this.run(2_000);
    this.told = [];
  }

  get centre(): number {
    return this.state.window.centre;
  }

  /** What was told, `reach` aside. */
  get heard(): readonly Told[] {
    return this.told.filter(({ name }) => name !== 'reach');
  }

  take(input: TimelineInput): void {
    const { state, told } = advance(this.state, input);
    this.state = state;
    this.told.push(...told);
  }

  /** `[id, x]` or `[id, x, y]` of each finger that did something. */
  touch(kind: TouchKind, ...fingers: (readonly [id: number, x: number, y?: number])[]): void {
    const points = fingers.map(([id, x, y = 50]) => ({ id, x, y }));
    this.take({ what: 'touch', kind, fingers: points, at: this.now });
  }

  /** One finger from one place to another, evenly, in so many ms. */
  drag(from: number, to: number, { ms = 160, rest = 0 } = {}): void {
    this.touch('down', [0, from]);
    for (let step = 1; step <= 10; step += 1) {
      this.now += ms / 10;
      this.touch('move', [0, from + ((to - from) * step) / 10]);
    }
    this.now += rest;
    this.touch('up', [0, to]);
  }

  /** Draws at 60 frames a second. */
  run(ms = 5_000): void {
    for (const until = this.now + ms; this.now < until; this.now += 16) this.take({ what: 'frame', at: this.now });
  }
}

export type Drawn =
  | { readonly kind: 'rect'; readonly colour: string; readonly rect: Rect; readonly alpha: number }
  | { readonly kind: 'text'; readonly colour: string; readonly text: string; readonly x: number; readonly y: number }
  | { readonly kind: 'lines'; readonly colour: string; readonly count: number; readonly within: readonly Rect[] };

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A canvas context that writes down what it is asked to draw. Letters are 6 px wide. */
export class RecordingSurface implements Surface {
  readonly drawn: Drawn[] = [];
  /** Where lines began, px from the left. */
  readonly moves: number[] = [];
  fillStyle: string | object = '';
  strokeStyle: string | object = '';
  lineWidth = 1;
  font = '';
  textAlign: Surface['textAlign'] = 'left';
  textBaseline: Surface['textBaseline'] = 'top';
  globalAlpha = 1;
  cleared = 0;
  transform: readonly number[] = [];
  private path: Rect[] = [];
  private lines = 0;
  private clipped: readonly Rect[] = [];
  private depth = 0;

  setTransform(...values: readonly number[]): void {
    this.transform = values;
  }
  clearRect(): void {
    this.cleared += 1;
    this.drawn.length = 0;
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.record({ x, y, width, height });
  }
  beginPath(): void {
    this.path = [];
    this.lines = 0;
  }
  closePath(): void {
    this.lines += 1;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.path.push({ x, y, width, height });
  }
  moveTo(x: number): void {
    this.moves.push(x);
  }
  lineTo(): void {
    this.lines += 1;
  }
  fill(): void {
    for (const rect of this.path) this.record(rect);
  }
  stroke(): void {
    this.drawn.push({ kind: 'lines', colour: nameOf(this.strokeStyle), count: this.lines, within: this.clipped });
  }
  clip(): void {
    this.clipped = this.path;
  }
  save(): void {
    this.depth += 1;
  }
  restore(): void {
    if (this.depth === 0) throw new Error('restored more often than saved');
    this.depth -= 1;
    this.clipped = [];
  }
  fillText(text: string, x: number, y: number): void {
    this.drawn.push({ kind: 'text', colour: nameOf(this.fillStyle), text, x, y });
  }
  measureText(text: string): { readonly width: number } {
    return { width: text.length * 6 };
  }

  /** The rectangles of a colour, from left to right. */
  rects(colour: string): readonly Rect[] {
    const found = this.drawn.flatMap((one) => (one.kind === 'rect' && one.colour === colour ? [one.rect] : []));
    return found.sort((a, b) => a.x - b.x);
  }

  get texts(): readonly string[] {
    return this.drawn.flatMap((one) => (one.kind === 'text' ? [one.text] : []));
  }

  private record(rect: Rect): void {
    for (const value of Object.values(rect)) if (!Number.isFinite(value)) throw new Error('drew at no number');
    this.drawn.push({ kind: 'rect', colour: nameOf(this.fillStyle), rect, alpha: this.globalAlpha });
  }
}

function nameOf(style: string | object): string {
  if (typeof style !== 'string') throw new Error('a colour is a string here');
  return style;
}
