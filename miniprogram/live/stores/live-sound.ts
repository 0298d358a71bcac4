import { makeAutoObservable } from 'mobx-miniprogram';

import type { Clock } from '../../utils/clock';

/** Phones hear themselves for so long after a recorder has stopped. */
const ECHO_MS = 300;

/** The picture's sound while somebody speaks into this phone, whatever this person chose for it. */
export class LiveSound {
  hushed = false;
  /**
   * Where the player sends its sound. After a recording some phones leave it in the earpiece until this has changed and
   * changed back.
   */
  mode: 'speaker' | 'ear' = 'speaker';
  private cancel = (): void => {};

  constructor(private readonly clock: Clock) {
    makeAutoObservable<this, 'clock' | 'cancel'>(this, { clock: false, cancel: false }, { autoBind: true });
  }

  /** The microphone is about to open. */
  hush(): void {
    this.cancel();
    this.hushed = true;
  }

  /** The microphone is closed. The sound turns round while nothing of it is heard. */
  restore(): void {
    if (!this.hushed) return;
    this.cancel();
    this.mode = 'ear';
    this.cancel = this.clock.after(ECHO_MS, () => this.comeBack());
  }

  private comeBack(): void {
    this.mode = 'speaker';
    this.hushed = false;
  }
}
