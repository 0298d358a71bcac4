import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Call } from '../../services/call';
import type { StartUpload, Upload, UploadFault } from '../../services/uploads';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Still } from './snapshots-store';

/** How a picture stands on its way into the gallery. `unanswered`: it may be there. */
export type AddStage =
  | { readonly kind: 'none' | 'adding' | 'added' | 'unanswered' }
  /** 0 to 1. */
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'unsent'; readonly fault: UploadFault }
  | { readonly kind: 'refused'; readonly code: FailureCode };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startUpload: StartUpload;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** WeChat itself waits for a minute, whether anything moves or not. */
const STALL_MS = 15_000;

/** Brings a picture from this phone into a vendor's gallery: by way of the cloud's storage. */
export class GalleryAdding {
  stage: AddStage = { kind: 'none' };
  private upload: Upload | null = null;
  private round = 0;
  private stalled: Upload | null = null;
  private stopWatching = (): void => {};

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'upload' | 'round' | 'stalled' | 'stopWatching'>(
      this,
      { stage: observable.ref, deps: false, upload: false, round: false, stalled: false, stopWatching: false },
      { autoBind: true },
    );
  }

  get busy(): boolean {
    return this.stage.kind === 'uploading' || this.stage.kind === 'adding';
  }

  /** Resolves with whether it is there. */
  async add({ channelId, path, takenAt }: Still): Promise<boolean> {
    if (this.busy) return false;
    const round = ++this.round;
    const fileId = await this.send(path, round);
    if (fileId === null || round !== this.round) return false;
    this.become({ kind: 'adding' });
    const failure = await this.deps.call('picture.add', { channelId, fileId, takenAt }).catch(failureOf);
    if (round !== this.round) return false;
    if (failure === null) this.become({ kind: 'added' });
    else if (failure.code === 'timeout') this.become({ kind: 'unanswered' });
    else this.become({ kind: 'refused', code: failure.code });
    return failure === null;
  }

  /** Gives up an upload, and forgets how the last one ended. */
  drop(): void {
    this.round += 1;
    this.stopWatching();
    this.upload?.cancel();
    this.upload = null;
    this.stage = { kind: 'none' };
  }

  private async send(path: string, round: number): Promise<string | null> {
    this.become({ kind: 'uploading', share: 0 });
    const cloudPath = `snapshots/${this.randomName()}.jpg`;
    const upload = this.deps.startUpload({ path, cloudPath, onProgress: (share) => this.progressed(share, round) });
    this.upload = upload;
    this.watch(upload);
    const result = await upload.result;
    if (round !== this.round) return null;
    this.stopWatching();
    this.upload = null;
    if (result.kind === 'uploaded') return result.fileId;
    const fault = result.kind === 'failed' ? result.fault : this.stalled === upload ? 'timeout' : 'interrupted';
    this.become({ kind: 'unsent', fault });
    return null;
  }

  private watch(upload: Upload): void {
    this.stopWatching();
    this.stopWatching = this.deps.clock.after(STALL_MS, () => {
      this.stalled = upload;
      upload.cancel();
    });
  }

  private progressed(share: number, round: number): void {
    if (round !== this.round || this.stage.kind !== 'uploading') return;
    if (this.upload !== null) this.watch(this.upload);
    this.become({ kind: 'uploading', share });
  }

  private become(stage: AddStage): void {
    runInAction(() => {
      this.stage = stage;
    });
  }

  /** Nobody can guess it, and no two are the same. */
  private randomName(): string {
    const { clock, random = Math.random } = this.deps;
    const chance = () => Math.floor(random() * 36 ** 8).toString(36);
    return `${clock.now().toString(36)}-${chance()}${chance()}`;
  }
}
