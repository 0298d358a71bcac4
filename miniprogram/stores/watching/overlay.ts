import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { Clock } from '../../utils/clock';

interface Deps<Notice> {
  readonly clock: Clock;
  /** Whether there is nothing to watch but the picture, so that the controls may go. */
  readonly steady: () => boolean;
  /** Whether a notice offers something to press, and stays twice as long. */
  readonly offers?: (notice: Notice) => boolean;
}

const NOTICE_MS = 5_000;
const CONTROLS_MS = 4_000;
const WEAK_MS = 5_000;

type TimerName = 'notice' | 'controls' | 'weak';

/** What comes and goes over the picture by itself. */
export class Overlay<Notice> {
  controls = true;
  /** The network was weak a moment ago. */
  weak = false;
  /** Told one after the other. */
  private notices: readonly Notice[] = [];
  private readonly timers = new Map<TimerName, () => void>();

  constructor(private readonly deps: Deps<Notice>) {
    makeAutoObservable<this, 'deps' | 'timers' | 'notices'>(
      this,
      { deps: false, timers: false, notices: observable.ref },
      { autoBind: true },
    );
  }

  /** What is being told now; null when there is nothing. */
  get notice(): Notice | null {
    return this.notices[0] ?? null;
  }

  notify(notice: Notice): void {
    this.notices = [...this.notices, notice];
    if (this.notices.length === 1) this.timeNotice();
  }

  /** It is no longer true. */
  withdraw(notice: Notice): void {
    const isTold = this.notice === notice;
    this.notices = this.notices.filter((one) => one !== notice);
    if (!isTold) return;
    this.timers.get('notice')?.();
    if (this.notices.length > 0) this.timeNotice();
  }

  sayWeak(): void {
    this.weak = true;
    this.start('weak', WEAK_MS, () => {
      this.weak = false;
    });
  }

  /** Keeps the controls while they are in use. */
  showControls(): void {
    this.controls = true;
    this.start('controls', CONTROLS_MS, () => {
      this.controls = !this.deps.steady();
    });
  }

  /** A tap on the picture: brings the controls, or puts them away. */
  tap(): void {
    if (this.controls && this.deps.steady()) this.controls = false;
    else this.showControls();
  }

  clear(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
    this.notices = [];
    this.weak = false;
    this.controls = true;
  }

  private timeNotice(): void {
    const isOffer = this.notice !== null && this.deps.offers?.(this.notice) === true;
    this.start('notice', isOffer ? 2 * NOTICE_MS : NOTICE_MS, () => {
      this.notices = this.notices.slice(1);
      if (this.notices.length > 0) this.timeNotice();
    });
  }

  private start(name: TimerName, ms: number, end: () => void): void {
    this.timers.get(name)?.();
    this.timers.set(
      name,
      this.deps.clock.after(ms, () => this.runTimer(end)),
    );
  }

  private runTimer(end: () => void): void {
    end();
  }
}
