import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import { isAlbumDenial, type Album, type SaveResult } from '../services/album';
import type { Download, DownloadFault, StartDownload } from '../services/downloads';

/** How a picture stands on its way into the album. */
export type KeepStage =
  | { readonly kind: 'none' | 'loading' }
  | { readonly kind: 'unloaded'; readonly fault: DownloadFault }
  | { readonly kind: 'saving' | 'saved'; readonly path: string }
  | { readonly kind: 'unsaved'; readonly path: string; readonly why: Exclude<SaveResult, 'saved'> };

interface Deps {
  readonly album: Album;
  readonly startDownload: StartDownload;
}

/** Brings one picture at a time into the phone's album; the next one takes the place of the one before. */
export class StillKeeper {
  stage: KeepStage = { kind: 'none' };
  private round = 0;
  private download: Download | null = null;
  private name = '';

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'round' | 'download' | 'name'>(
      this,
      { stage: observable.ref, deps: false, round: false, download: false, name: false },
      { autoBind: true },
    );
  }

  get busy(): boolean {
    return this.stage.kind === 'loading' || this.stage.kind === 'saving';
  }

  /** From an address, kept under that name; resolves with the path of the file that was loaded, null without one. */
  async fetch(url: string, name: string): Promise<string | null> {
    this.drop();
    const { round } = this;
    this.stage = { kind: 'loading' };
    const download = this.deps.startDownload(url, () => undefined);
    this.download = download;
    const result = await download.result;
    if (round !== this.round) return null;
    this.download = null;
    if (result.kind === 'loaded') {
      void this.keep(result.path, name);
      return result.path;
    }
    runInAction(() => {
      this.stage = result.kind === 'failed' ? { kind: 'unloaded', fault: result.fault } : { kind: 'none' };
    });
    return null;
  }

  /** A file on this phone, under that name. */
  async keep(path: string, name: string): Promise<void> {
    const round = ++this.round;
    this.name = name;
    runInAction(() => {
      this.stage = { kind: 'saving', path };
    });
    const result = await this.deps.album.saveImage(path, name);
    if (round !== this.round) return;
    runInAction(() => {
      this.stage = result === 'saved' ? { kind: 'saved', path } : { kind: 'unsaved', path, why: result };
    });
  }

  /** The picture never became a file. */
  miss(fault: DownloadFault): void {
    this.drop();
    this.stage = { kind: 'unloaded', fault };
  }

  /** Saves again what was not. */
  async again(): Promise<void> {
    if (this.stage.kind === 'unsaved') await this.keep(this.stage.path, this.name);
  }

  /** Leads to the permission, right after a tap; unless it is refused still, the picture goes into the album then. */
  async openSettings(): Promise<void> {
    const { stage } = this;
    if (stage.kind !== 'unsaved' || !isAlbumDenial(stage.why)) return;
    const given = await this.deps.album.openSettings(stage.why);
    if (given && this.stage === stage) await this.keep(stage.path, this.name);
  }

  /** Nothing more is told of the picture before. */
  drop(): void {
    this.round += 1;
    this.download?.cancel();
    this.download = null;
    this.stage = { kind: 'none' };
  }
}
