import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** How often the cloud hears that somebody still watches; it forgets whoever is silent for a minute. */
export const BEAT_MS = 20_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A beat went unanswered or was refused; whether that ends the picture is not decided here. */
  readonly onRefused: (openId: string, failure: CallFailed) => void;
}

/** Tells the cloud what is being watched, from the first picture on, while there is one. */
export class Beat {
  private openId: string | null = null;
  /** Of the watching told last, and when: whoever stalls and goes on does not tell it more often. */
  private told: { readonly openId: string; readonly at: number } | null = null;
  private cancel = (): void => {};

  constructor(private readonly deps: Deps) {}

  /** What is being watched now, by the name it was opened under; null when there is no picture. */
  follow(openId: string | null): void {
    if (openId === this.openId) return;
    this.cancel();
    this.openId = openId;
    if (openId === null) return;
    const due = this.told?.openId === openId ? this.told.at + BEAT_MS : 0;
    const wait = due - this.deps.clock.now();
    if (wait <= 0) this.tell(openId);
    else this.cancel = this.deps.clock.after(wait, () => this.tell(openId));
  }

  private tell(openId: string): void {
    const { call, clock, onRefused } = this.deps;
    this.told = { openId, at: clock.now() };
    this.cancel = clock.after(BEAT_MS, () => this.tell(openId));
    call('watching.beat', { openId }).catch((error: unknown) => onRefused(openId, failureOf(error)));
  }
}
