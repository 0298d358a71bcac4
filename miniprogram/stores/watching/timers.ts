import type { Clock } from '../../utils/clock';
import type { TimerEffect } from './deadlines';

/** Timers by name, started and taken back as a machine says. */
export class Timers<Name extends string> {
  private readonly running = new Map<Name, () => void>();

  constructor(
    private readonly clock: Clock,
    private readonly fire: (name: Name) => void,
  ) {}

  run(effect: TimerEffect<Name>): void {
    this.running.get(effect.name)?.();
    this.running.delete(effect.name);
    if (effect.type === 'cancel-timer') return;
    const { name, ms } = effect;
    this.running.set(
      name,
      this.clock.after(ms, () => this.fire(name)),
    );
  }
}
