import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Call } from '../../services/call';
import type { StartUpload, Upload, UploadFault } from '../../services/uploads';
import { failureOf, wasUnanswered, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { RequestKeys } from '../../utils/request-keys';
import type { Still } from './snapshots-store';
import { startWatched } from '../../stores/watched-upload';

/**
 * How a picture stands on its way into the gallery. `unanswered`: it may be there, and can be brought again. `unsure`: it
 * may be there, and brought again it may be there twice.
 */
export type AddStage =
  | { readonly kind: 'none' | 'adding' | 'added' | 'unsure' }
  /** 0 to 1. */
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'unsent'; readonly fault: UploadFault }
  | { readonly kind: 'refused' | 'unanswered'; readonly code: FailureCode };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startUpload: StartUpload;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** Brings a picture from this phone into a vendor's gallery: by way of the cloud's storage. */
export class GalleryAdding {
  stage: AddStage = { kind: 'none' };
  private upload: Upload | null = null;
  private round = 0;
  private readonly keys: RequestKeys;

  constructor(private readonly deps: Deps) {
    this.keys = new RequestKeys(deps);
    makeAutoObservable<this, 'deps' | 'keys' | 'upload' | 'round'>(
      this,
      { stage: observable.ref, deps: false, keys: false, upload: false, round: false },
      { autoBind: true },
    );
  }

  get busy(): boolean {
    return this.stage.kind === 'uploading' || this.stage.kind === 'adding';
  }

  /** Resolves with whether it is there. Brought again after the answer got lost, it is not there twice. */
  async add(still: Still): Promise<boolean> {
    if (this.busy) return false;
    const { channelId, path, takenAt } = still;
    const round = ++this.round;
    const requestKey = this.keys.keyOf(still);
    const upload = this.begin({ path, requestKey }, round);
    const fileId = await this.finish(upload, round);
    if (fileId === null || round !== this.round) return false;
    this.become({ kind: 'adding' });
    const failure = await this.deps.call('picture.add', { channelId, fileId, takenAt, requestKey }).catch(failureOf);
    this.keys.ended(still, failure);
    if (failure !== null) upload.cancel(); // a call that never reached the cloud has removed nothing there
    if (round !== this.round) return false;
    this.become(failure === null ? { kind: 'added' } : stageAfter(failure.code));
    return failure === null;
  }

  /** Gives up an upload, and forgets how the last one ended. */
  drop(): void {
    this.round += 1;
    this.upload?.cancel();
    this.upload = null;
    this.stage = { kind: 'none' };
  }

  private begin({ path, requestKey }: { readonly path: string; readonly requestKey: string }, round: number): Upload {
    this.become({ kind: 'uploading', share: 0 });
    this.upload = startWatched(this.deps, {
      path,
      cloudPath: `snapshots/${requestKey}.jpg`, // one place for all tries, so that none leaves a file behind
      onProgress: (share) => this.progressed(share, round),
    });
    return this.upload;
  }

  /** The file's id in the storage; null when it is not there. */
  private async finish(upload: Upload, round: number): Promise<string | null> {
    const result = await upload.result;
    if (round !== this.round) return null;
    this.upload = null;
    if (result.kind === 'uploaded') return result.fileId;
    if (result.kind === 'failed') this.become({ kind: 'unsent', fault: result.fault });
    return null;
  }

  private progressed(share: number, round: number): void {
    if (round !== this.round || this.stage.kind !== 'uploading') return;
    this.become({ kind: 'uploading', share });
  }

  private become(stage: AddStage): void {
    runInAction(() => {
      this.stage = stage;
    });
  }
}

function stageAfter(code: FailureCode): AddStage {
  if (wasUnanswered(code)) return { kind: 'unanswered', code };
  return code === 'conflict' ? { kind: 'unsure' } : { kind: 'refused', code };
}
