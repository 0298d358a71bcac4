import type { Clock } from '../../utils/clock';

interface Deps {
  readonly clock: Clock;
  /** Epoch ms in the past that is shown now; null before anything is known. */
  readonly position: () => number | null;
  /** The time of an instant in words. */
  readonly time: (at: number) => string;
  /** Moves the timeline, which sets no data. */
  readonly follow: (at: number) => void;
  /** Puts the time on the picture. */
  readonly show: (time: string) => void;
}

/** Fine enough for the widest timeline, and a small part of what a phone can do. */
const STEP_MS = 200;

/** Moves the timeline along with the picture, and the time on the picture once a second. */
export class PlaybackFollower {
  private shown = '';
  private held = false;
  private cancel = (): void => {};

  constructor(private readonly deps: Deps) {}

  start(): void {
    this.cancel();
    this.step();
    this.cancel = this.deps.clock.after(STEP_MS, () => this.start());
  }

  stop(): void {
    this.cancel();
  }

  /** A finger has the timeline: nothing is shown until it lets go. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
    this.step();
  }

  private step(): void {
    const at = this.deps.position();
    if (at === null || this.held) return;
    this.deps.follow(at);
    const time = this.deps.time(at);
    if (time === this.shown) return;
    this.shown = time;
    this.deps.show(time);
  }
}
