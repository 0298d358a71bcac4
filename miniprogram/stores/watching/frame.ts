import { makeAutoObservable } from 'mobx-miniprogram';

interface Deps {
  /** A person used one of its controls. */
  readonly onTouch: () => void;
  readonly setFullScreen: (fullScreen: boolean) => void;
}

/** How the picture fills its place, and whether that is the whole screen. */
export class Frame {
  fullScreen = false;
  fit: 'contain' | 'fill' = 'contain';

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  toggleFit(): void {
    this.deps.onTouch();
    this.fit = this.fit === 'contain' ? 'fill' : 'contain';
  }

  toggleFullScreen(): void {
    this.deps.onTouch();
    this.deps.setFullScreen(!this.fullScreen);
  }

  /** Full screen also ends by the phone's own back key, so only the player's word counts. */
  fullScreenChanged(fullScreen: boolean): void {
    this.fullScreen = fullScreen;
  }
}
