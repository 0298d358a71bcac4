import type { Clip } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** The cloud itself asks how prepared work stands no more often than this. */
const PREPARING_MS = 5_000;
/** A turn may come at any time. */
const TURN_MS = 3_000;
const LONGEST_MS = 30_000;
/** Between any two calls. */
const LEAST_MS = 1_000;
const MOST_BACKOFF_MS = 60_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly clips: () => readonly Clip[];
  /** How a clip stands now, and as what it was asked about. */
  readonly onClip: (fresh: Clip, seen: Clip) => void;
  /** A clip is not there any more. */
  readonly onGone: (id: string) => void;
}

/** Keeps clips that are still to come fresh while somebody looks: one call at a time, none while hidden. */
export class ClipPoll {
  private readonly askedAt = new Map<string, number>();
  private running = false;
  private asking = false;
  private failures = 0;
  private cancelTimer = (): void => {};

  constructor(private readonly deps: Deps) {}

  start(): void {
    this.running = true;
    this.failures = 0;
    this.askedAt.clear();
    this.schedule(0);
  }

  stop(): void {
    this.running = false;
    this.cancelTimer();
  }

  /** There are other clips now, or others to wait for. */
  moved(): void {
    if (this.running && !this.asking && this.failures === 0) this.schedule(this.untilDue() ?? LONGEST_MS);
  }

  private schedule(delayMs: number): void {
    this.cancelTimer();
    if (this.running) this.cancelTimer = this.deps.clock.after(delayMs, () => void this.ask());
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    const seen = this.nextDue();
    if (seen === undefined) {
      this.failures = 0; // with nothing left to repeat, what comes next need not wait for it
      const wait = this.untilDue();
      if (wait !== null) this.schedule(wait);
      return;
    }
    this.asking = true;
    this.askedAt.set(seen.id, this.deps.clock.now());
    const wait = await this.deps.call('clip.check', { id: seen.id }).then(
      (fresh) => this.succeed(fresh, seen),
      (error: unknown) => this.fail(failureOf(error), seen),
    );
    this.asking = false;
    if (wait !== null) this.schedule(wait);
  }

  private succeed(fresh: Clip, seen: Clip): number | null {
    this.failures = 0;
    if (this.running) this.deps.onClip(fresh, seen);
    return this.pause();
  }

  private fail(failure: CallFailed, { id }: Clip): number | null {
    if (failure.code === 'not-found') {
      if (this.running) this.deps.onGone(id);
      return this.pause();
    }
    this.failures += 1;
    const backoff = Math.min(MOST_BACKOFF_MS, PREPARING_MS * 2 ** (this.failures - 1));
    return Math.max(backoff, (failure.retryAt ?? 0) - this.deps.clock.now());
  }

  private pause(): number | null {
    const wait = this.untilDue();
    return wait === null ? null : Math.max(LEAST_MS, wait);
  }

  private nextDue(): Clip | undefined {
    const now = this.deps.clock.now();
    const due = this.open().filter((clip) => this.dueAt(clip) <= now);
    return due.sort((one, other) => this.dueAt(one) - this.dueAt(other))[0];
  }

  /** How long until some clip is due, ms; null when none is to come. */
  private untilDue(): number | null {
    const open = this.open();
    if (open.length === 0) return null;
    return Math.max(0, Math.min(...open.map((clip) => this.dueAt(clip))) - this.deps.clock.now());
  }

  private open(): Clip[] {
    return this.deps.clips().filter(isOpen);
  }

  private dueAt(clip: Clip): number {
    const askedAt = this.askedAt.get(clip.id);
    return askedAt === undefined ? 0 : askedAt + pauseOf(clip, askedAt);
  }
}

/** Whether parts of it are still to come. */
export function isOpen({ parts }: Clip): boolean {
  return parts.some(({ state }) => state === 'queued' || state === 'preparing');
}

/** How long a clip that was asked about at `askedAt` (epoch ms) is left alone, ms. */
export function pauseOf({ parts }: Clip, askedAt: number): number {
  const pauses = parts.flatMap(({ state, retryAt }) => {
    if (state === 'preparing') return PREPARING_MS;
    if (state !== 'queued') return [];
    return retryAt === null ? TURN_MS : Math.min(LONGEST_MS, Math.max(TURN_MS, retryAt - askedAt));
  });
  return Math.min(LONGEST_MS, ...pauses);
}
