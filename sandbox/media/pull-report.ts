import type { FlvTag } from './flv';
import type { PullEnd, PullHandlers, PullStage } from './pull';

const STEP_TIMEOUT_MS = 5000;

/** Keeps a pull's promises: steps have a deadline, the end comes once and last, and after `close` nothing comes. */
export class PullReport {
  private over = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly handlers: PullHandlers,
    private readonly release: () => void,
    private readonly stepTimeoutMs = STEP_TIMEOUT_MS,
  ) {}

  get ended(): boolean {
    return this.over;
  }

  /** Begins a step that ends the pull as `failure` unless another step or the stream begins in time. */
  begin(failure: 'dns-failed' | 'connect-failed' | 'handshake-failed'): void {
    this.stopTimer();
    const detail = `nothing for ${this.stepTimeoutMs} ms`;
    this.timer = setTimeout(() => this.end({ kind: failure, detail }), this.stepTimeoutMs);
  }

  stage(stage: PullStage): void {
    if (this.over) return;
    if (stage.kind === 'playing') this.stopTimer();
    this.handlers.onStage(stage);
  }

  tag(tag: FlvTag): void {
    if (!this.over) this.handlers.onTag(tag);
  }

  end(end: PullEnd): void {
    if (this.over) return;
    this.close();
    this.handlers.onEnd(end);
  }

  close(): void {
    this.over = true;
    this.stopTimer();
    this.release();
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** What a socket that never connected died of. */
export function connectFailure(error: NodeJS.ErrnoException): PullEnd {
  const detail = error.code ?? error.message;
  return { kind: error.syscall === 'getaddrinfo' ? 'dns-failed' : 'connect-failed', detail };
}
