import type { ChannelId, ChannelStatus } from '../../typings/contract/domain';
import type { Call } from '../services/call';
import { failureOf, type CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';

/** The cloud itself asks a vendor no more often than this. */
export const POLL_MS = 10_000;
/** Scrolling past a camera is not looking at it. */
const REST_MS = 300;
const MAX_IDS = 30;
const MAX_WAIT_MS = 60_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** The cameras on the screen now. */
  readonly visible: () => readonly ChannelId[];
  readonly onStatuses: (statuses: readonly ChannelStatus[]) => void;
  /** A camera on the screen is gone or no longer ours. */
  readonly onGone: () => void;
}

/** Keeps the states of the cameras on the screen fresh: at most 30 a call, one call at a time, none while hidden. */
export class StatusPoll {
  private readonly askedAt = new Map<ChannelId, number>();
  private running = false;
  private asking = false;
  private failures = 0;
  private cancelTimer = (): void => {};

  constructor(private readonly deps: Deps) {}

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
    const wait = await this.deps.call('channel.status', { ids }).then(
      ({ statuses }) => this.succeed(statuses),
      (error: unknown) => this.fail(failureOf(error), ids),
    );
    this.asking = false;
    this.schedule(wait);
  }

  private dueIds(): readonly ChannelId[] {
    const now = this.deps.clock.now();
    const due = this.deps.visible().filter((id) => now - (this.askedAt.get(id) ?? -Infinity) >= POLL_MS);
    return due.slice(0, MAX_IDS);
  }

  /** How long until some camera on the screen is due, ms. */
  private untilDue(): number {
    const now = this.deps.clock.now();
    const waits = this.deps.visible().map((id) => (this.askedAt.get(id) ?? now - POLL_MS) + POLL_MS - now);
    return Math.max(REST_MS, Math.min(POLL_MS, ...waits));
  }

  /** How long to wait after an answer, ms. */
  private succeed(statuses: readonly ChannelStatus[]): number {
    this.failures = 0;
    if (this.running) this.deps.onStatuses(statuses);
    return this.untilDue();
  }

  private fail(failure: CallFailed, ids: readonly ChannelId[]): number {
    this.failures += 1;
    for (const id of ids) this.askedAt.delete(id);
    if (this.running && failure.code === 'not-found') this.deps.onGone();
    const backoff = Math.min(MAX_WAIT_MS, POLL_MS * 2 ** (this.failures - 1));
    return Math.max(backoff, (failure.retryAt ?? 0) - this.deps.clock.now());
  }
}
