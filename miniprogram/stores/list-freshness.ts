import { makeAutoObservable } from 'mobx-miniprogram';

import type { FailureCode } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import type { CamerasStore } from './cameras-store';
import type { SessionStore } from './session-store';
import { Waiting, type WaitPhase } from './waiting';

interface Deps {
  readonly clock: Clock;
  readonly cameras: CamerasStore;
  readonly session: SessionStore;
  /** Whoever asks may see nothing: nothing may stay on the phone, either. */
  readonly onStranger: () => Promise<void>;
}

type PlainMember = 'deps' | 'waiting' | 'round' | 'refreshedAt' | 'outdated' | 'heardAt';

/** A camera that vanished is a reason to look again, but not at every poll. */
const REFRESH_AGAIN_MS = 60_000;

/** How fresh the list of stores is, and how it is asked for anew. */
export class ListFreshness {
  /** What has kept the cloud from saying how cameras are since it last did; null when nothing has. */
  silence: FailureCode | null = null;
  private heardAt = 0;
  private round = 0;
  private refreshedAt = -Infinity;
  private outdated = false;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        deps: false,
        waiting: false,
        round: false,
        refreshedAt: false,
        outdated: false,
        heardAt: false,
        // Part of it is not observed, so what was worked out before must not be handed out again.
        asOf: false,
      },
      { autoBind: true },
    );
  }

  get phase(): WaitPhase {
    return this.waiting.phase;
  }

  /** Epoch ms of what is shown; null when there is nothing to show. */
  get asOf(): number | null {
    const { asOf } = this.deps.cameras;
    return asOf === null ? null : Math.max(asOf, this.heardAt);
  }

  /** Asks who we are and what there is to see, at the same time. */
  async refresh(): Promise<void> {
    const { session, cameras, clock, onStranger } = this.deps;
    const round = ++this.round;
    this.refreshedAt = clock.now();
    this.outdated = false;
    this.waiting.begin();
    await Promise.all([session.start(), cameras.refresh()]);
    if (round !== this.round) return;
    this.waiting.end();
    if (cameras.state.kind === 'ready') this.hear();
    if (session.state.kind !== 'stranger') return;
    cameras.forget();
    await onStranger();
  }

  /** Before it is shown again: asks where there is nothing, or not what there should be. */
  refreshIfDue(): void {
    if (this.outdated || this.deps.cameras.state.kind !== 'ready') void this.refresh();
  }

  refreshAgain(): void {
    if (this.deps.clock.now() - this.refreshedAt >= REFRESH_AGAIN_MS) void this.refresh();
  }

  /** What is known is not all there is any more, or more than may be seen. */
  outdate(): void {
    this.outdated = true;
  }

  /** The cloud said how cameras are. */
  hear(): void {
    this.heardAt = this.deps.clock.now();
    this.silence = null;
  }

  fallSilent(code: FailureCode): void {
    this.silence = code;
  }
}
