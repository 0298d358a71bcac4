import type { Phone } from '../phone';
import type { Host } from './define';

/** Full screen inside the phone: the player fills the glass, turned as asked, with its children over it. */
export class FullScreen {
  private on = false;

  constructor(
    private readonly host: Host,
    private readonly phone: Phone,
  ) {}

  /** `direction` in degrees counter-clockwise: 0, 90 or -90. */
  enter(direction: number): void {
    this.apply(true, direction);
  }

  exit(): void {
    if (this.on) this.apply(false, 0);
  }

  private apply(on: boolean, direction: number): void {
    const { element } = this.host;
    this.on = on;
    element.classList.toggle('is-full-screen', on);
    element.classList.toggle('is-turned', on && direction !== 0);
    element.style.setProperty('--turn', `${direction}deg`);
    this.phone.shell.setFullScreen(on ? () => this.exit() : null);
    this.host.emitLater('fullscreenchange', { fullScreen: on, direction: direction === 0 ? 'vertical' : 'horizontal' });
  }
}
