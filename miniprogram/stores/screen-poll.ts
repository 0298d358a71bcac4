import type { ChannelId } from '../../typings/contract/domain';
import { failureOf, type CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';

/** Scrolling past a camera is not looking at it. */
const REST_MS = 300;
const MAX_IDS = 30;
const BACKOFF_MS = 10_000;
const MAX_WAIT_MS = 60_000;

interface Deps<Answer> {
  readonly clock: Clock;
  /** How often each camera is asked for, ms. */
  readonly everyMs: number;
  /** The cameras on the screen now. */
  readonly visible: () => readonly ChannelId[];
  readonly ask: (ids: readonly ChannelId[]) => Promise<Answer>;
  /** What comes while nothing is shown any more is dropped. */
  readonly onAnswer: (answer: Answer, ids: readonly ChannelId[]) => void;
  readonly onFailure: (failure: CallFailed) => void;
}

/** Asks for the cameras on the screen over and over: at most 30 a call, one call at a time, none while hidden. */
export class ScreenPoll<Answer> {
  private readonly askedAt = new Map<ChannelId, number>();
  private running = false;
  private asking = false;
  private failures = 0;
  private cancelTimer = (): void => {};

  constructor(private readonly deps: Deps<Answer>) {}

  start(): void {
    this.running = true;
    this.failures = 0;
    this.schedule(REST_MS);
  }

  stop(): void {
    this.running = false;
    this.cancelTimer();
  }

  /** Other cameras may be on the screen now. */
  moved(): void {
    if (this.running && !this.asking && this.failures === 0) this.schedule(REST_MS);
  }

  /** Asks for one again as soon as it may. */
  again(id: ChannelId): void {
    this.askedAt.delete(id);
    this.moved();
  }

  private schedule(delayMs: number): void {
    this.cancelTimer();
    if (this.running) this.cancelTimer = this.deps.clock.after(delayMs, () => void this.ask());
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    const ids = this.dueIds();
    if (ids.length === 0) {
      this.schedule(this.untilDue());
      return;
    }
    this.asking = true;
    const now = this.deps.clock.now();
    for (const id of ids) this.askedAt.set(id, now);
    const wait = await this.deps.ask(ids).then(
      (answer) => this.succeed(answer, ids),
      (error: unknown) => this.fail(failureOf(error), ids),
    );
    this.asking = false;
    this.schedule(wait);
  }

  private dueIds(): readonly ChannelId[] {
    const now = this.deps.clock.now();
    const due = this.deps.visible().filter((id) => now - (this.askedAt.get(id) ?? -Infinity) >= this.deps.everyMs);
    return due.slice(0, MAX_IDS);
  }

  /** How long until some camera on the screen is due, ms. */
  private untilDue(): number {
    const { clock, everyMs, visible } = this.deps;
    const now = clock.now();
    const waits = visible().map((id) => (this.askedAt.get(id) ?? now - everyMs) + everyMs - now);
    return Math.max(REST_MS, Math.min(everyMs, ...waits));
  }

  /** How long to wait after an answer, ms. */
  private succeed(answer: Answer, ids: readonly ChannelId[]): number {
    this.failures = 0;
    if (this.running) this.deps.onAnswer(answer, ids);
    else this.forget(ids);
    return this.untilDue();
  }

  private forget(ids: readonly ChannelId[]): void {
    for (const id of ids) this.askedAt.delete(id);
  }

  private fail(failure: CallFailed, ids: readonly ChannelId[]): number {
    this.failures += 1;
    this.forget(ids);
    if (this.running) this.deps.onFailure(failure);
    const backoff = Math.min(MAX_WAIT_MS, BACKOFF_MS * 2 ** (this.failures - 1));
    return Math.max(backoff, (failure.retryAt ?? 0) - this.deps.clock.now());
  }
}
