import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** How bytes leave: freely, not at all, or at most so many a second. */
export type Flow =
  | { readonly kind: 'free' }
  | { readonly kind: 'stalled' }
  | { readonly kind: 'throttled'; readonly bytesPerSecond: number };

interface PendingWrite {
  bytes: Buffer;
  readonly done: (error?: Error | null) => void;
}

const THROTTLE_STEP_MS = 50;

/**
 * The wire between one viewer and the origin. All protocols write through it, so a fault acts on all alike, and
 * backpressure reaches the writer as it would on a slow network.
 */
export class Line extends Duplex {
  private flow: Flow = { kind: 'free' };
  private pending: PendingWrite | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly socket: Socket) {
    super({ allowHalfOpen: true });
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('drain', () => this.sendPending());
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
    // A viewer that goes away is no failure of ours; without a listener it would end the process.
    this.on('error', () => undefined);
  }

  /** Tears the connection down with a TCP reset. */
  reset(): void {
    this.socket.resetAndDestroy();
    this.destroy();
  }

  setFlow(flow: Flow): void {
    this.flow = flow;
    this.stopTimer();
    this.sendPending();
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: PendingWrite['done']): void {
    this.pending = { bytes, done };
    this.sendPending();
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: PendingWrite['done']): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.stopTimer();
    this.socket.destroy();
    this.pending?.done(error ?? new Error('the line is down'));
    this.pending = null;
    done(error);
  }

  private sendPending(): void {
    if (this.pending === null || this.timer !== null || this.socket.writableNeedDrain) return;
    switch (this.flow.kind) {
      case 'stalled':
        return;
      case 'free': {
        this.sendSome(this.pending.bytes.length);
        return;
      }
      case 'throttled':
        this.sendSome(Math.max(1, Math.floor((this.flow.bytesPerSecond * THROTTLE_STEP_MS) / 1000)));
        this.timer = setTimeout(() => {
          this.timer = null;
          this.sendPending();
        }, THROTTLE_STEP_MS);
    }
  }

  private sendSome(bytes: number): void {
    const write = this.pending;
    if (write === null) return;
    this.socket.write(write.bytes.subarray(0, bytes));
    write.bytes = write.bytes.subarray(bytes);
    if (write.bytes.length > 0) return;
    this.pending = null;
    if (this.socket.writableNeedDrain) this.socket.once('drain', () => write.done());
    else write.done();
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }
}
