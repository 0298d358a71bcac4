import { createServer, type Server } from 'node:net';
import { Line, type Flow } from './line';

/** What to do to viewers. `refuse`: connections are refused; `reset`: those that stand and those that come are torn down. */
export interface StreamFaults {
  readonly refuse?: boolean;
  readonly reset?: boolean;
  /** Connections stay and no byte leaves. */
  readonly stall?: boolean;
  /** Bytes a second for each connection. */
  readonly throttle?: number;
}

const LOOPBACK = '127.0.0.1';
const REOPEN_AFTER_MS = 20;

/** One loopback port. It takes connections, applies the faults to them, and hands them on as lines. */
export class Door {
  private readonly server: Server;
  private readonly lines = new Set<Line>();
  private faults: StreamFaults = {};
  private reopening: NodeJS.Timeout | null = null;
  private opening = false;
  private closed = false;

  private constructor(
    onLine: (line: Line) => void,
    private port = 0,
  ) {
    // Half-open, so that a player that only ends its own side still gets what is under way.
    this.server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      const line = new Line(socket);
      this.lines.add(line);
      line.on('close', () => this.lines.delete(line));
      line.setFlow(toFlow(this.faults));
      // Only when it has asked: torn down sooner, the connection would look as if it had never been made.
      if (this.faults.reset === true) line.once('data', () => line.reset());
      else onLine(line);
    });
  }

  /** Opens a free port. */
  static async open(onLine: (line: Line) => void): Promise<Door> {
    const door = new Door(onLine);
    await new Promise<void>((resolve, reject) => {
      door.server.once('error', reject);
      door.server.listen(0, LOOPBACK, () => {
        door.server.off('error', reject);
        resolve();
      });
    });
    const address = door.server.address();
    if (address === null || typeof address === 'string') throw new Error('the port has no number');
    door.port = address.port;
    door.server.on('listening', () => door.onOpen());
    // The port may be taken for a moment when it opens again after `refuse`.
    door.server.on('error', () => door.reopenSoon());
    return door;
  }

  /** `127.0.0.1:port`, which stays the same through all faults. */
  get host(): string {
    return `${LOOPBACK}:${this.port}`;
  }

  setFaults(faults: StreamFaults): void {
    this.faults = faults;
    for (const line of this.lines) {
      if (faults.reset === true) line.reset();
      else line.setFlow(toFlow(faults));
    }
    if (faults.refuse === true) this.shut();
    else this.reopen();
  }

  /** Ends all lines; resolves when the last is gone. */
  async close(): Promise<void> {
    this.closed = true;
    this.shut();
    const gone = [...this.lines].map((line) => new Promise((resolve) => line.once('close', resolve)));
    for (const line of this.lines) line.destroy();
    await Promise.all(gone);
  }

  private shut(): void {
    if (this.reopening !== null) clearTimeout(this.reopening);
    this.reopening = null;
    if (this.server.listening) this.server.close();
  }

  private reopen(): void {
    if (this.opening || this.server.listening) return;
    this.opening = true;
    this.server.listen(this.port, LOOPBACK);
  }

  /** Opening takes a turn of the event loop, in which the wish may have changed. */
  private onOpen(): void {
    this.opening = false;
    if (this.closed || this.faults.refuse === true) this.shut();
  }

  private reopenSoon(): void {
    this.opening = false;
    if (this.closed || this.faults.refuse === true || this.reopening !== null) return;
    this.reopening = setTimeout(() => {
      this.reopening = null;
      this.reopen();
    }, REOPEN_AFTER_MS);
  }
}

function toFlow(faults: StreamFaults): Flow {
  if (faults.stall === true) return { kind: 'stalled' };
  if (faults.throttle !== undefined && faults.throttle > 0) {
    return { kind: 'throttled', bytesPerSecond: faults.throttle };
  }
  return { kind: 'free' };
}
