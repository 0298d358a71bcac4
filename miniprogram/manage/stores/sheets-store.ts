import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { CodeStyle } from '../../../typings/contract/codes';
import { isAlbumDenial, type Album, type SaveResult } from '../../services/album';
import type { Call } from '../../services/call';
import { Waiting } from '../../stores/waiting';
import { CallFailed, failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { readSheetCameras } from './sheet-cameras';
import { fetchCodes } from './sheet-codes';
import { camerasOnSheet, countSheets, type SheetCamera, type SheetSize } from './sheet-layout';
import { printSheet, type PrintedWords, type SheetCanvas, type SheetFiles } from './sheet-printing';

/** What is printed, and what a sheet is called in the album. */
export interface SheetWords extends PrintedWords {
  readonly file: (n: number) => string;
}

/** One sheet: what was drawn of it, and whether the album has it. */
export interface SheetPage {
  readonly files: SheetFiles | null;
  readonly saved: boolean;
}

/** What is going on, or how it ended, at sheet `n`, the first being 1. */
export type SheetJob =
  | { readonly kind: 'none' | 'drawn' | 'saved' }
  | { readonly kind: 'drawing' | 'saving' | 'stopped' | 'undrawn'; readonly n: number }
  | { readonly kind: 'failed'; readonly n: number; readonly failure: CallFailed }
  | { readonly kind: 'unsaved'; readonly n: number; readonly why: Exclude<SaveResult, 'saved'> };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly album: Album;
  readonly words: () => SheetWords;
  /** How wide a sheet is shown on this screen, px. */
  readonly previewPx: () => number;
}

type PlainMember = 'deps' | 'round' | 'canvas';

/** The codes of a store's cameras on sheets of paper: drawn on this phone, and kept in its album. */
export class SheetsStore {
  storeId: StoreId | null = null;
  /** Null before they are known. */
  cameras: readonly SheetCamera[] | null = null;
  /** Which styles there are, and the chosen one. */
  styles: readonly CodeStyle[] = [];
  style: CodeStyle | null = null;
  size: SheetSize = 'large';
  pages: readonly SheetPage[] = [];
  job: SheetJob = { kind: 'none' };
  /** Why the cameras could not be read. */
  failure: CallFailed | null = null;
  readonly waiting: Waiting;
  private canvas: SheetCanvas | null = null;
  private round = 0;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, PlainMember>(
      this,
      {
        cameras: observable.ref,
        styles: observable.ref,
        pages: observable.ref,
        job: observable.ref,
        failure: observable.ref,
        waiting: false,
        deps: false,
        round: false,
        canvas: false,
      },
      { autoBind: true },
    );
  }

  /** What sheets are drawn on; null once the page with it is gone. */
  attach(canvas: SheetCanvas | null): void {
    this.canvas = canvas;
    if (canvas !== null && this.cameras !== null) this.begin();
  }

  /** Reads the cameras of a store, and draws its first sheet. */
  async open(storeId: StoreId | null): Promise<void> {
    this.round += 1;
    this.storeId = storeId;
    this.cameras = null;
    this.pages = [];
    this.job = { kind: 'none' };
    if (storeId !== null) await this.load();
  }

  async load(): Promise<void> {
    const round = ++this.round;
    const { storeId } = this;
    if (storeId === null) return;
    this.failure = null;
    this.waiting.begin();
    const known = Promise.all([this.deps.call('code.styles', {}), readSheetCameras(this.deps.call, storeId)]);
    const answer = await known.catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof CallFailed) {
        this.failure = answer;
        return;
      }
      const [{ styles }, cameras] = answer;
      this.styles = styles;
      this.style = styles[0] ?? null;
      this.cameras = cameras;
      this.begin();
    });
  }

  chooseSize(size: SheetSize): void {
    if (size === this.size) return;
    this.size = size;
    this.begin();
  }

  chooseStyle(style: CodeStyle): void {
    if (style === this.style) return;
    this.style = style;
    this.begin();
  }

  /** Draws every sheet that is not drawn yet. */
  drawAll(): Promise<void> {
    return this.work(this.pages.length, false);
  }

  /** Puts every sheet that is not there yet into the album; begins where it was stopped. */
  saveAll(): Promise<void> {
    return this.work(this.pages.length, true);
  }

  stop(): void {
    const { job } = this;
    if (job.kind !== 'drawing' && job.kind !== 'saving') return;
    this.round += 1;
    this.job = { kind: 'stopped', n: job.n };
  }

  /** Leads to the permission, right after a tap; unless it is refused still, saving goes on then. */
  async openSettings(): Promise<void> {
    const { job } = this;
    if (job.kind !== 'unsaved' || !isAlbumDenial(job.why)) return;
    const given = await this.deps.album.openSettings(job.why);
    if (given && this.job === job) await this.saveAll();
  }

  get busy(): boolean {
    return this.job.kind === 'drawing' || this.job.kind === 'saving';
  }

  leave(): void {
    void this.open(null);
    this.attach(null);
  }

  /** Everything has to be drawn anew; the first sheet shows how it will look. */
  private begin(): void {
    this.round += 1;
    const sheets = this.style === null ? 0 : countSheets(this.cameras?.length ?? 0, this.size);
    this.pages = Array.from({ length: sheets }, () => ({ files: null, saved: false }));
    this.job = { kind: 'none' };
    if (this.canvas !== null && sheets > 0) void this.work(1, false);
  }

  /** Draws, and saves, the first so many sheets, one after the other, as long as nothing fails. */
  private async work(count: number, isSaving: boolean): Promise<void> {
    if (this.busy) return;
    const round = ++this.round;
    for (let index = 0; index < count; index += 1) {
      if (!(await this.drawOne(index, round))) return;
      if (isSaving && !(await this.saveOne(index, round))) return;
    }
    const isAll = count === this.pages.length;
    this.tell(round, { kind: isSaving ? 'saved' : isAll && count > 1 ? 'drawn' : 'none' });
  }

  /** False when it is not there, and nothing more is to be done. */
  private async drawOne(index: number, round: number): Promise<boolean> {
    if (this.pages[index]?.files != null) return true;
    const n = index + 1;
    this.tell(round, { kind: 'drawing', n });
    try {
      const files = await this.draw(index, round);
      if (round !== this.round || files === null) return false;
      this.put(index, { files });
      return true;
    } catch (error) {
      const job: SheetJob =
        error instanceof CallFailed ? { kind: 'failed', n, failure: error } : { kind: 'undrawn', n };
      this.tell(round, job);
      return false;
    }
  }

  /** Null when it was given up. */
  private async draw(index: number, round: number): Promise<SheetFiles | null> {
    const { canvas, cameras, style, size } = this;
    if (canvas === null || cameras === null || style === null) throw new Error('nothing to draw on');
    const { call, clock, words, previewPx } = this.deps;
    const isOver = () => round !== this.round;
    const ids = camerasOnSheet(cameras, size, index).map(({ id }) => id);
    const pngs = await fetchCodes(ids, style, { call, clock, isOver });
    if (pngs === null) return null;
    return printSheet(canvas, { cameras, index, size, pngs, words: words(), previewPx: previewPx(), isOver });
  }

  private async saveOne(index: number, round: number): Promise<boolean> {
    const page = this.pages[index];
    if (page === undefined || page.files === null) return false;
    if (page.saved) return true;
    const n = index + 1;
    this.tell(round, { kind: 'saving', n });
    const result = await this.deps.album.saveImage(page.files.path, this.deps.words().file(n));
    // What is in the album is there, whether it was stopped meanwhile or not.
    if (result === 'saved' && this.pages[index] === page) this.put(index, { saved: true });
    if (round !== this.round) return false;
    if (result === 'saved') return true;
    this.tell(round, { kind: 'unsaved', n, why: result });
    return false;
  }

  private put(index: number, change: Partial<SheetPage>): void {
    runInAction(() => {
      this.pages = this.pages.map((page, each) => (each === index ? { ...page, ...change } : page));
    });
  }

  private tell(round: number, job: SheetJob): void {
    if (round !== this.round) return;
    runInAction(() => {
      this.job = job;
    });
  }
}
