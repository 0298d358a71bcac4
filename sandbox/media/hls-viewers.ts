import type { Audience, WatchableAnswer } from './audience';
import type { Clock } from './clock';

const IDLE_MS = 10_000;

interface Viewer {
  readonly leave: () => void;
  cancelIdle: () => void;
  cut: boolean;
}

/** HLS has no connection to count, so a viewer is an address: from its first fetch until ten seconds without one. */
export class HlsViewers {
  private readonly viewers = new Map<string, Viewer>();

  constructor(
    private readonly audience: Audience,
    private readonly clock: Clock,
  ) {}

  /** Notes a fetch of an address. False when this viewer has been cut off; its next fetch starts anew. */
  fetch(address: string, answer: WatchableAnswer): boolean {
    const viewer = this.viewers.get(address) ?? this.begin(address, answer);
    if (viewer.cut) {
      this.end(address, viewer);
      return false;
    }
    viewer.cancelIdle();
    viewer.cancelIdle = this.clock.after(IDLE_MS, () => this.end(address, viewer));
    return true;
  }

  close(): void {
    for (const [address, viewer] of this.viewers) this.end(address, viewer);
  }

  private begin(address: string, answer: WatchableAnswer): Viewer {
    const leave = this.audience.enter(answer, () => {
      viewer.cut = true;
      leave();
    });
    const viewer: Viewer = { leave, cancelIdle: () => undefined, cut: false };
    this.viewers.set(address, viewer);
    return viewer;
  }

  private end(address: string, viewer: Viewer): void {
    viewer.cancelIdle();
    this.viewers.delete(address);
    viewer.leave();
  }
}
