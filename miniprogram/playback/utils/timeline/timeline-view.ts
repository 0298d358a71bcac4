import { clockWords } from '../../../utils/wall-clock';
import { layOut } from './layout';
import { paint } from './paint';
import { dateWords, type DateWords } from './paint-axis';
import type { Palette } from './palette';
import type { TimelinePast } from './past';
import { segmentAt } from './segments';
import { INITIAL, isMoving, type TimelineState, type Told } from './state';
import type { Size, Surface } from './surface';
import { advance, type TimelineInput } from './timeline';
import { zoomOf, type ZoomName } from './window';

/** What a timeline is drawn on. */
export interface Sheet extends Size {
  readonly surface: Surface;
  /** Backing pixels a px of the screen. */
  readonly scale: number;
  readonly fontPx: number;
  requestFrame(draw: () => void): void;
}

export interface Look {
  readonly palette: Palette;
  readonly words: DateWords;
}

/** What stands in the template: told only while nothing moves. */
export interface TimelineRest {
  readonly zoom: ZoomName | null;
  readonly spanMs: number;
  /** 13:37:20; empty without a past. */
  readonly clock: string;
  readonly date: string;
  readonly recorded: 'yes' | 'no' | 'unknown';
  /** Where between the bounds, seconds from the first. */
  readonly seconds: number;
  readonly length: number;
}

interface Deps {
  readonly now: () => number;
  readonly tell: (told: Told) => void;
  readonly rest: (rest: TimelineRest) => void;
}

/** Following a picture that runs, the template need not hear of every second; of one that stands still it hears. */
const REST_EVERY_MS = 30_000;

/** Keeps one timeline on its canvas: draws when something changed, asks for frames only while something moves. */
export class TimelineView {
  private state: TimelineState = INITIAL;
  private sheet: Sheet | null = null;
  private look: Look | null = null;
  private framed = false;
  private restedAt = NaN;

  constructor(private readonly deps: Deps) {}

  /** Null when the canvas is gone. */
  putOn(sheet: Sheet | null, calm: boolean): void {
    this.sheet = sheet;
    this.take({ what: 'measured', width: sheet?.width ?? 0, calm });
  }

  dress(look: Look): void {
    this.look = look;
    this.rest();
    this.invalidate();
  }

  take(input: TimelineInput): void {
    const before = this.state;
    const { state, told } = advance(before, input);
    this.state = state;
    if (state !== before) this.invalidate();
    for (const one of told) this.deps.tell(one);
    if (isMoving(this.state)) return;
    const standsElsewhere = this.state === before && before.window.centre !== this.restedAt;
    if (input.what !== 'follow' || standsElsewhere || this.isFarFromRest()) this.rest();
  }

  private isFarFromRest(): boolean {
    return !(Math.abs(this.state.window.centre - this.restedAt) < REST_EVERY_MS);
  }

  private rest(): void {
    this.restedAt = this.state.window.centre;
    if (this.look !== null) this.deps.rest(describe(this.state, this.look.words));
  }

  private invalidate(): void {
    if (this.framed || this.sheet === null) return;
    this.framed = true;
    this.sheet.requestFrame(() => this.frame());
  }

  private frame(): void {
    this.framed = false;
    if (this.state.motion.kind === 'glide') this.take({ what: 'frame', at: this.deps.now() });
    this.draw();
    if (this.state.motion.kind === 'glide') this.invalidate();
  }

  private draw(): void {
    const { sheet, look, state } = this;
    if (sheet === null || look === null) return;
    const { surface, scale } = sheet;
    surface.setTransform(scale, 0, 0, scale, 0, 0);
    const { window, past, selection, motion } = state;
    const held = motion.kind === 'handle' ? motion.end : null;
    paint(surface, { window, past, selection, held, layout: layOut(sheet, sheet.fontPx), ...look });
  }
}

function describe({ past, window }: TimelineState, words: DateWords): TimelineRest {
  const { centre, spanMs } = window;
  const scale = { zoom: zoomOf(spanMs), spanMs };
  if (past === null) return { ...scale, clock: '', date: '', recorded: 'unknown', seconds: 0, length: 0 };
  return {
    ...scale,
    clock: clockWords(centre, past.offsets),
    date: dateWords(centre, past.offsets, words),
    recorded: recordedAt(past, centre),
    seconds: Math.round((centre - past.from) / 1_000),
    length: Math.round((past.to - past.from) / 1_000),
  };
}

function recordedAt({ known, segments }: TimelinePast, at: number): TimelineRest['recorded'] {
  if (!known) return 'unknown';
  return segmentAt(segments, at) === null ? 'no' : 'yes';
}
