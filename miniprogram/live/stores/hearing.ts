import type { PlayerEnvironment } from '../../services/player-environment';

/** Whether the phone lets WeChat hear, which RTC mode needs. Phones do not tell when that changes: it is looked at. */
export class Hearing {
  private deaf = false;

  constructor(private readonly readEnvironment: () => PlayerEnvironment) {}

  /** False only where it is known that the phone refuses. */
  look(): boolean {
    this.deaf = this.readEnvironment().microphone === 'denied';
    return !this.deaf;
  }

  /** Whether the last look found it refused, and this one no longer does. */
  isBack(): boolean {
    return this.deaf && this.look();
  }
}
