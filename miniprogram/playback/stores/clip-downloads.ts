import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ClipFormat } from '../../../typings/contract/domain';
import type { Album, AlbumDenial, SaveResult } from '../../services/album';
import type { Call } from '../../services/call';
import type { Download, DownloadFault, Progress, StartDownload } from '../../services/downloads';
import type { CopyFault } from '../../services/feedback';
import type { ForwardFile } from '../../services/forwarding';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { throttle } from '../../utils/throttle';

/** Why a file on this phone is not in its album. */
export type Unsaved = Exclude<SaveResult, 'saved'>;

/** What became of the wish to send a file on. */
export type Sent = 'not' | 'sent' | 'unsupported' | 'failed';

/** How the file of one part stands on this phone; a part without a stage was not wanted yet. */
export type LoadStage =
  /** `waiting`: others come first. */
  | { readonly kind: 'waiting' | 'opening' }
  | { readonly kind: 'loading'; readonly progress: Progress }
  /** `saved`: it lies in the album, too. */
  | { readonly kind: 'loaded' | 'saved'; readonly path: string; readonly sent: Sent }
  | { readonly kind: 'saving'; readonly path: string }
  | { readonly kind: 'unsaved'; readonly path: string; readonly why: Unsaved }
  | { readonly kind: 'refused'; readonly failure: CallFailed }
  | { readonly kind: 'failed'; readonly fault: DownloadFault };

/** How the wish for a part's address stands. */
export type LinkStage =
  | { readonly kind: 'asking' }
  /** Epoch ms until which it holds; null when the vendor names no end. */
  | { readonly kind: 'copied'; readonly expiresAt: number | null }
  | { readonly kind: 'uncopied'; readonly why: CopyFault }
  | { readonly kind: 'refused'; readonly failure: CallFailed };

/** One file to be had. */
export interface PartFile {
  readonly clipId: string;
  readonly part: number;
  readonly format: ClipFormat;
  /** Under which it is sent on. */
  readonly name: string;
}

export interface DownloadDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startDownload: StartDownload;
  readonly album: Album;
  readonly forwardFile: ForwardFile;
  readonly copyText: (text: string) => Promise<'copied' | CopyFault>;
}

/** As often as progress is worth drawing. */
const PROGRESS_MS = 250;

/** The file that is being had now. */
interface Turn {
  readonly file: PartFile;
  download: Download | null;
  cancelled: boolean;
}

type PlainMember = 'deps' | 'queue' | 'turn' | 'tell';

/**
 * Files of clips on their way to this phone, one after the other; they go on while other pages are looked at. An
 * address is asked for when a file's turn comes, handed on, and kept nowhere.
 */
export class ClipDownloads {
  private stages: ReadonlyMap<string, LoadStage> = new Map();
  private links: ReadonlyMap<string, LinkStage> = new Map();
  private queue: readonly PartFile[] = [];
  private turn: Turn | null = null;
  private readonly tell: (told: { readonly turn: Turn; readonly progress: Progress }) => void;

  constructor(private readonly deps: DownloadDeps) {
    makeAutoObservable<this, PlainMember | 'stages' | 'links'>(
      this,
      { stages: observable.ref, links: observable.ref, deps: false, queue: false, turn: false, tell: false },
      { autoBind: true },
    );
    this.tell = throttle(deps.clock, PROGRESS_MS, ({ turn, progress }) => this.progressed(turn, progress));
  }

  stageOf(clipId: string, part: number): LoadStage | null {
    return this.stages.get(keyOf(clipId, part)) ?? null;
  }

  linkOf(clipId: string, part: number): LinkStage | null {
    return this.links.get(keyOf(clipId, part)) ?? null;
  }

  /** Loads these files in their order, after those wanted before. One that is here or on its way stays as it is. */
  want(files: readonly PartFile[]): void {
    const fresh = files.filter(({ clipId, part }) => isWanted(this.stageOf(clipId, part)));
    for (const file of fresh) this.set(file, { kind: 'waiting' });
    this.queue = [...this.queue, ...fresh];
    if (this.turn === null) void this.work();
  }

  /** Gives up a file that is on its way. */
  cancel(clipId: string, part: number): void {
    const isIt = (file: PartFile) => file.clipId === clipId && file.part === part;
    if (this.queue.some(isIt)) {
      this.queue = this.queue.filter((file) => !isIt(file));
      this.set({ clipId, part }, null);
    } else if (this.turn !== null && isIt(this.turn.file)) {
      this.turn.cancelled = true;
      this.turn.download?.cancel();
      this.set({ clipId, part }, null);
    }
  }

  /** Forgets what concerns a clip. */
  forget(clipId: string): void {
    const own = (key: string) => fileOf(key).clipId === clipId;
    for (const key of [...this.stages.keys()].filter(own)) this.cancel(clipId, fileOf(key).part);
    this.stages = new Map([...this.stages].filter(([key]) => !own(key)));
    this.links = new Map([...this.links].filter(([key]) => !own(key)));
  }

  /** Forgets why files of a clip did not come: they are made anew. */
  forgetFailures(clipId: string): void {
    const isOver = ([key, { kind }]: readonly [string, LoadStage]) =>
      fileOf(key).clipId === clipId && (kind === 'failed' || kind === 'refused');
    this.stages = new Map([...this.stages].filter((entry) => !isOver(entry)));
  }

  /** Puts a file that is here into the album. */
  async save({ clipId, part }: Pick<PartFile, 'clipId' | 'part'>): Promise<void> {
    const stage = this.stageOf(clipId, part);
    if (stage === null || !('path' in stage) || stage.kind === 'saving') return;
    const { path } = stage;
    this.set({ clipId, part }, { kind: 'saving', path });
    const result = await this.deps.album.saveVideo(path);
    if (this.stageOf(clipId, part)?.kind !== 'saving') return;
    const isSaved = result === 'saved';
    this.set({ clipId, part }, isSaved ? { kind: 'saved', path, sent: 'not' } : { kind: 'unsaved', path, why: result });
  }

  /** Leads to the permission, right after a tap; unless it is refused still, all files that lacked it are saved then. */
  async openSettings(denied: AlbumDenial): Promise<void> {
    if (!(await this.deps.album.openSettings(denied))) return;
    for (const [key, stage] of this.stages) {
      if (stage.kind === 'unsaved' && stage.why === denied) await this.save(fileOf(key));
    }
  }

  /** Offers a file that is here to the person's chats, right after a tap. */
  async forward({ clipId, part, name }: PartFile): Promise<void> {
    const stage = this.stageOf(clipId, part);
    if (stage === null || !('path' in stage)) return;
    const { path } = stage;
    const sent = await this.deps.forwardFile(path, name);
    if (sent === 'cancelled' || this.stageOf(clipId, part) !== stage) return;
    this.set({ clipId, part }, { kind: stage.kind === 'saved' ? 'saved' : 'loaded', path, sent });
  }

  /** Puts the address on the clipboard, for a program that plays what this phone cannot. */
  async copyLink({ clipId, part }: Pick<PartFile, 'clipId' | 'part'>): Promise<void> {
    const key = keyOf(clipId, part);
    if (this.links.get(key)?.kind === 'asking') return;
    this.setLink(key, { kind: 'asking' });
    const link = await this.deps.call('clip.open', { id: clipId, part }).then(
      ({ url, expiresAt }) =>
        this.deps
          .copyText(url)
          .then((told) => (told === 'copied' ? ({ kind: told, expiresAt } as const) : uncopied(told))),
      (error: unknown) => ({ kind: 'refused', failure: failureOf(error) }) as const,
    );
    if (this.links.has(key)) this.setLink(key, link);
  }

  private async work(): Promise<void> {
    for (let [file, ...rest] = this.queue; file !== undefined; [file, ...rest] = this.queue) {
      this.queue = rest;
      this.turn = { file, download: null, cancelled: false };
      await this.load(this.turn);
    }
    this.turn = null;
  }

  private async load(turn: Turn): Promise<void> {
    const { file } = turn;
    const { call, startDownload } = this.deps;
    this.set(file, { kind: 'opening' });
    try {
      const { url } = await call('clip.open', { id: file.clipId, part: file.part });
      if (turn.cancelled) return;
      this.set(file, { kind: 'loading', progress: { written: 0, total: null } });
      turn.download = startDownload(url, (progress) => this.tell({ turn, progress }));
    } catch (error) {
      if (!turn.cancelled) this.set(file, { kind: 'refused', failure: failureOf(error) });
      return;
    }
    await this.finish(turn, turn.download);
  }

  private async finish(turn: Turn, { result }: Download): Promise<void> {
    const { file } = turn;
    const outcome = await result;
    if (turn.cancelled) return;
    if (outcome.kind === 'loaded') {
      this.set(file, { kind: 'loaded', path: outcome.path, sent: 'not' });
      if (file.format === 'mp4') await this.save(file);
    } else {
      this.set(file, outcome.kind === 'failed' ? outcome : null);
    }
  }

  private progressed(turn: Turn, progress: Progress): void {
    const { clipId, part } = turn.file;
    const isLoading = this.stageOf(clipId, part)?.kind === 'loading';
    if (this.turn === turn && !turn.cancelled && isLoading) this.set(turn.file, { kind: 'loading', progress });
  }

  private set({ clipId, part }: Pick<PartFile, 'clipId' | 'part'>, stage: LoadStage | null): void {
    const stages = new Map(this.stages);
    if (stage === null) stages.delete(keyOf(clipId, part));
    else stages.set(keyOf(clipId, part), stage);
    this.stages = stages;
  }

  private setLink(key: string, link: LinkStage): void {
    this.links = new Map(this.links).set(key, link);
  }
}

const uncopied = (why: CopyFault): LinkStage => ({ kind: 'uncopied', why });

/** A part that is not here and not on its way. */
function isWanted(stage: LoadStage | null): boolean {
  return stage === null || stage.kind === 'refused' || stage.kind === 'failed';
}

const keyOf = (clipId: string, part: number): string => `${clipId}/${part}`;

function fileOf(key: string): Pick<PartFile, 'clipId' | 'part'> {
  const at = key.lastIndexOf('/');
  return { clipId: key.slice(0, at), part: Number(key.slice(at + 1)) };
}
