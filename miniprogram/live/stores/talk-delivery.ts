import type { Call } from '../../services/call';
import type { StartUpload, Upload } from '../../services/uploads';
import { failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Message, Unsent } from './talk/state';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startUpload: StartUpload;
}

/** What a message tells of itself on its way; after `delivered` or `unsent` nothing more. */
export interface DeliveryHandlers {
  progress(share: number): void;
  uploaded(): void;
  delivered(durationMs: number): void;
  unsent(why: Unsent): void;
}

/** WeChat itself waits for a minute, whether anything moves or not. */
const STALL_MS = 15_000;

/** Brings one message to its camera: into the cloud's storage, then to the vendor. */
export class TalkDelivery {
  /** May be exchanged while it is under way. */
  handlers: DeliveryHandlers;
  private upload: Upload | null = null;
  private stalled = false;
  private aborted = false;
  private stopWatching = (): void => {};

  constructor(
    private readonly deps: Deps,
    private readonly message: Message,
    handlers: DeliveryHandlers,
  ) {
    this.handlers = handlers;
  }

  async run(): Promise<void> {
    const { path, requestKey } = this.message;
    // One place for all tries of a message, so that none leaves a file behind.
    const upload = this.deps.startUpload({
      path,
      cloudPath: `talk/${requestKey}.mp3`,
      onProgress: (share) => this.progressed(share),
    });
    this.upload = upload;
    this.watch();
    const result = await upload.result;
    this.upload = null;
    this.stopWatching();
    if (this.aborted) return;
    if (result.kind === 'uploaded') await this.send(result.fileId);
    else if (result.kind === 'failed') this.handlers.unsent({ at: 'upload', fault: result.fault });
    else this.handlers.unsent({ at: 'upload', fault: this.stalled ? 'timeout' : 'interrupted' });
  }

  /** Gives it up before it has been sent, and tells nothing more. */
  abort(): void {
    this.aborted = true;
    this.stopWatching();
    this.upload?.cancel();
  }

  private async send(fileId: string): Promise<void> {
    const { channelId, requestKey } = this.message;
    this.handlers.uploaded();
    try {
      const { durationMs } = await this.deps.call('talk.send', { channelId, fileId, requestKey });
      this.handlers.delivered(durationMs);
    } catch (error) {
      const { code, requestId } = failureOf(error);
      this.handlers.unsent({ at: 'send', code, requestId });
    }
  }

  private progressed(share: number): void {
    if (this.upload === null || this.aborted) return;
    this.watch();
    this.handlers.progress(share);
  }

  private watch(): void {
    this.stopWatching();
    this.stopWatching = this.deps.clock.after(STALL_MS, () => {
      this.stalled = true;
      this.upload?.cancel();
    });
  }
}
