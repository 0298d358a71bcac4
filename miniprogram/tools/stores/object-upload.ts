import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { AccountId } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import type { ChosenFile } from '../../services/message-files';
import type { StartUpload, Upload, UploadFault } from '../../services/uploads';
import { startWatched } from '../../stores/watched-upload';
import { failureOf, wasLost, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { trimName } from '../../utils/names';
import { uniqueName } from '../../utils/unique-name';
import { isDescriptionLong, objectNameProblem, type ObjectNameProblem } from '../utils/object-name';

/** How a file stands on its way to the vendor: by way of the cloud's storage. */
export type UploadStage =
  | { readonly kind: 'none' | 'chosen' | 'handing' | 'done' }
  /** 0 to 1. */
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'unsent'; readonly fault: UploadFault }
  | { readonly kind: 'refused'; readonly failure: CallFailed };

/** What is wrong with a file that was chosen. */
export type FileProblem = 'empty' | 'large';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startUpload: StartUpload;
  /** A number in [0, 1). */
  readonly random?: () => number;
  /** The names that an account has already. */
  readonly taken: (accountId: AccountId) => readonly string[];
  /** An account has one more, or may have. */
  readonly onChanged: (accountId: AccountId) => void;
}

/** What the vendor takes. */
const MOST_BYTES = 8 * 1024 * 1024;

type PlainMember = 'deps' | 'upload' | 'round' | 'lostKey';

/** One file on its way from this phone to a vendor; it goes on while other pages are looked at. */
export class ObjectUpload {
  accountId: AccountId | null = null;
  file: ChosenFile | null = null;
  name = '';
  description = '';
  stage: UploadStage = { kind: 'none' };
  private upload: Upload | null = null;
  private round = 0;
  /** Of a wish whose answer got lost; null when the next is a new one. */
  private lostKey: string | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, PlainMember>(
      this,
      { file: observable.ref, stage: observable.ref, deps: false, upload: false, round: false, lostKey: false },
      { autoBind: true },
    );
  }

  get busy(): boolean {
    return this.stage.kind === 'uploading' || this.stage.kind === 'handing';
  }

  get nameProblem(): ObjectNameProblem | null {
    const { accountId, file, stage } = this;
    if (accountId === null || file === null || this.busy || stage.kind === 'done') return null;
    // One whose answer got lost may be there under this very name.
    return objectNameProblem(this.name, this.lostKey === null ? this.deps.taken(accountId) : []);
  }

  get descriptionLong(): boolean {
    return isDescriptionLong(this.description.trim());
  }

  /** Says what is wrong with the file, if anything; then the one before stays. */
  choose(accountId: AccountId, file: ChosenFile): FileProblem | null {
    if (this.busy) return null;
    if (file.bytes < 1) return 'empty';
    if (file.bytes > MOST_BYTES) return 'large';
    this.drop();
    this.accountId = accountId;
    const name = trimName(file.name); // what turns letters round would show another kind of file
    this.file = { ...file, name };
    this.name = name;
    this.stage = { kind: 'chosen' };
    return null;
  }

  rename(text: string): void {
    if (this.busy) return;
    this.name = text;
    this.lostKey = null;
  }

  describe(text: string): void {
    if (this.busy) return;
    this.description = text;
    this.lostKey = null;
  }

  /** Resolves with whether it is there. */
  async send(): Promise<boolean> {
    const { accountId, file } = this;
    if (accountId === null || file === null || this.busy || this.stage.kind === 'done') return false;
    if (this.nameProblem !== null || this.descriptionLong) return false;
    const round = ++this.round;
    const upload = this.begin(file, round);
    const fileId = await this.finish(upload, round);
    if (fileId === null || round !== this.round) return false;
    return this.hand(accountId, { fileId, upload, round });
  }

  /** Stops a file that is still on its way to the storage; what was typed stays. */
  stop(): void {
    if (this.stage.kind !== 'uploading') return;
    this.round += 1;
    this.upload?.cancel();
    this.become({ kind: 'chosen' });
  }

  /** Forgets the file, unless the vendor is taking it. */
  drop(): void {
    if (this.stage.kind === 'handing') return;
    this.stop();
    this.round += 1;
    this.upload = null;
    this.lostKey = null;
    this.accountId = null;
    this.file = null;
    this.name = '';
    this.description = '';
    this.stage = { kind: 'none' };
  }

  private begin({ path }: ChosenFile, round: number): Upload {
    const { clock, random } = this.deps;
    this.become({ kind: 'uploading', share: 0 });
    this.upload = startWatched(this.deps, {
      path,
      cloudPath: `objects/${uniqueName({ now: clock.now(), random })}.bin`,
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
    this.become(result.kind === 'failed' ? { kind: 'unsent', fault: result.fault } : { kind: 'chosen' });
    return null;
  }

  private async hand(
    accountId: AccountId,
    { fileId, upload, round }: { readonly fileId: string; readonly upload: Upload; readonly round: number },
  ): Promise<boolean> {
    const { call, clock, random, onChanged } = this.deps;
    const requestKey = this.lostKey ?? uniqueName({ now: clock.now(), random });
    const told = { accountId, requestKey, fileId, name: trimName(this.name), description: this.description.trim() };
    this.become({ kind: 'handing' });
    const failure = await call('object.put', told).catch(failureOf);
    if (failure !== null) upload.cancel(); // a call that never reached the cloud has removed nothing there
    if (round !== this.round) return false;
    this.lostKey = failure !== null && wasLost(failure) ? requestKey : null;
    this.become(failure === null ? { kind: 'done' } : { kind: 'refused', failure });
    if (failure === null || wasLost(failure) || failure.code === 'conflict') onChanged(accountId);
    return failure === null;
  }

  private progressed(share: number, round: number): void {
    if (round === this.round && this.stage.kind === 'uploading') this.become({ kind: 'uploading', share });
  }

  private become(stage: UploadStage): void {
    runInAction(() => {
      this.stage = stage;
    });
  }
}
