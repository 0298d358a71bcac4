import { makeAutoObservable } from 'mobx-miniprogram';

import type { Channel, ChannelId, Clip } from '../../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import { isAlbumDenial } from '../../services/album';
import type { Network } from '../../services/network';
import { staleLine } from '../../stores/stale-line';
import { fill } from '../../utils/fill';
import type { ClipDownloads, PartFile } from './clip-downloads';
import { progressWords, type FileAct } from './clip-files';
import { fileName, spanWords } from './clip-words';
import type { ClipsStore } from './clips-store';
import { describeClip, wantable, type ClipCard, type ClipSetting } from './clips-view';

interface Deps {
  readonly clips: ClipsStore;
  readonly downloads: ClipDownloads;
  readonly network: Network;
  readonly find: (id: ChannelId) => Channel | undefined;
  readonly words: () => Dictionary;
}

/** What fills the page. */
export type ClipsScreen =
  | { readonly kind: 'list' | 'blank' }
  | { readonly kind: 'skeleton'; readonly slow: boolean }
  | ({ readonly kind: 'card'; readonly act: 'back' | 'refresh' } & {
      readonly title: string;
      readonly detail: string;
      readonly button: string;
      readonly note: string;
    });

/** The download that moves now; `percent` is -1 where nobody knows how much is to come. */
export interface ShownProgress {
  readonly key: string;
  readonly words: string;
  readonly percent: number;
}

const STILL: ShownProgress = { key: '', words: '', percent: -1 };

/** What the page of clips shows, in words, and what its buttons do. */
export class ClipsPage {
  private channelId: ChannelId | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  open(channelId: ChannelId | null): void {
    this.channelId = channelId;
    this.deps.clips.open(channelId);
  }

  get title(): string {
    const { clips } = this.deps.words();
    const { channelId } = this;
    if (channelId === null) return clips.title;
    const name = this.deps.find(channelId)?.name ?? this.deps.clips.clips?.[0]?.cameraName;
    return name === undefined ? clips.title : fill(clips.titleOf, { name });
  }

  get screen(): ClipsScreen {
    const { clips } = this.deps;
    const words = this.deps.words();
    if (clips.clips === null) {
      if (clips.failure !== null) {
        const { title, next: detail } = words.errors[clips.failure.code];
        const note =
          clips.failure.requestId === '' ? '' : fill(words.common.requestId, { id: clips.failure.requestId });
        return { kind: 'card', act: 'refresh', title, detail, button: words.common.retry, note };
      }
      if (clips.wait === 'none' || clips.wait === 'blank') return { kind: 'blank' };
      return { kind: 'skeleton', slow: clips.wait === 'slow' };
    }
    if (clips.clips.length > 0) return { kind: 'list' };
    const { title, detail, action: button } = words.clips.empty;
    return { kind: 'card', act: 'back', title, detail, button, note: '' };
  }

  get cards(): readonly ClipCard[] {
    return (this.deps.clips.clips ?? []).map((clip) => describeClip(clip, this.setting));
  }

  get progress(): ShownProgress {
    const { clips, downloads } = this.deps;
    for (const { id, parts } of clips.clips ?? []) {
      for (const index of parts.keys()) {
        const stage = downloads.stageOf(id, index);
        if (stage?.kind !== 'loading') continue;
        const { words, percent } = progressWords(stage.progress, this.deps.words());
        return { key: `${id}/${index}`, words, percent: percent ?? -1 };
      }
    }
    return STILL;
  }

  /** A line above the list; empty when there is nothing to say. */
  get notice(): string {
    const { clips } = this.deps;
    if (clips.clips === null) return '';
    return staleLine(clips, { words: this.deps.words(), faults: {}, now: clips.now });
  }

  /** What a download may cost; empty on Wi-Fi and while nothing loads. */
  get costs(): string {
    const isCellular = this.progress !== STILL && this.deps.network.current().kind === 'cellular';
    return isCellular ? this.deps.words().clips.mobileData : '';
  }

  /** A button of one part was pressed. Nothing waits before what only a tap may do. */
  press(id: string, part: number, act: FileAct): void {
    const { downloads } = this.deps;
    const file = this.fileOf(id, part);
    if (file === null) return;
    switch (act) {
      case 'load':
        downloads.want([file]);
        break;
      case 'stop':
        downloads.cancel(id, part);
        break;
      case 'save':
        void downloads.save(file);
        break;
      case 'forward':
        void downloads.forward(file);
        break;
      case 'copy':
        void downloads.copyLink(file);
        break;
      case 'settings':
        this.openSettings(file);
        break;
    }
  }

  loadAll(id: string): void {
    const clip = this.find(id);
    if (clip === undefined) return;
    this.deps.downloads.want(wantable(clip, this.setting).flatMap((part) => this.fileOf(id, part) ?? []));
  }

  async remake(id: string): Promise<void> {
    this.deps.downloads.forgetFailures(id);
    await this.deps.clips.retry(id);
  }

  async remove(id: string): Promise<boolean> {
    const removed = await this.deps.clips.remove(id);
    if (removed) this.deps.downloads.forget(id);
    return removed;
  }

  /** Which clip is about to be deleted. */
  nameOf(id: string): string {
    const clip = this.find(id);
    return clip === undefined ? '' : `${clip.cameraName} ${spanWords(clip, this.setting)}`;
  }

  private openSettings({ clipId, part }: PartFile): void {
    const { downloads } = this.deps;
    const stage = downloads.stageOf(clipId, part);
    const isDenied = stage?.kind === 'unsaved' && isAlbumDenial(stage.why);
    if (isDenied) void downloads.openSettings(stage.why);
  }

  private fileOf(id: string, index: number): PartFile | null {
    const clip = this.find(id);
    const part = clip?.parts[index];
    if (clip === undefined || part === undefined) return null;
    return { clipId: id, part: index, format: clip.format, name: fileName(clip, part, this.setting) };
  }

  private find(id: string): Clip | undefined {
    return this.deps.clips.clips?.find((clip) => clip.id === id);
  }

  private get setting(): ClipSetting {
    const { clips, downloads } = this.deps;
    return {
      words: this.deps.words(),
      now: clips.now,
      stageOf: (id, part) => downloads.stageOf(id, part),
      linkOf: (id, part) => downloads.linkOf(id, part),
      isBusy: (id) => clips.isBusy(id),
      problemOf: (id) => (clips.problem?.clipId === id ? clips.problem.failure : null),
    };
  }
}
