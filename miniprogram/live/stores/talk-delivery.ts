import type { Call } from '../../services/call';
import type { StartUpload, Upload } from '../../services/uploads';
import { failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Message, Unsent } from './talk/state';
import { startWatched } from '../../stores/watched-upload';

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

/** Brings one message to its camera: into the cloud's storage, then to the vendor. */
export class TalkDelivery {
  /** May be exchanged while it is under way. */
  handlers: DeliveryHandlers;
  private upload: Upload | null = null;
  private aborted = false;

  constructor(
    private readonly deps: Deps,
    private readonly message: Message,
    handlers: DeliveryHandlers,
  ) {
    this.handlers = handlers;
  }

  async run(): Promise<void> {
    const { path, requestKey } = this.message;
    const upload = startWatched(this.deps, {
      path,
      cloudPath: `talk/${requestKey}.mp3`, // one place for all tries, so that none leaves a file behind
      onProgress: (share) => this.handlers.progress(share),
    });
    this.upload = upload;
    const result = await upload.result;
    if (this.aborted || result.kind === 'cancelled') return;
    if (result.kind === 'uploaded') await this.send(result.fileId, upload);
    else this.handlers.unsent({ at: 'upload', fault: result.fault });
  }

  /** Gives it up before it has been sent, and tells nothing more. */
  abort(): void {
    this.aborted = true;
    this.upload?.cancel();
  }

  private async send(fileId: string, upload: Upload): Promise<void> {
    const { channelId, requestKey } = this.message;
    this.handlers.uploaded();
    try {
      const { durationMs } = await this.deps.call('talk.send', { channelId, fileId, requestKey });
      this.handlers.delivered(durationMs);
    } catch (error) {
      upload.cancel(); // a call that never reached the cloud has removed nothing there
      const { code, requestId } = failureOf(error);
      this.handlers.unsent({ at: 'send', code, requestId });
    }
  }
}
