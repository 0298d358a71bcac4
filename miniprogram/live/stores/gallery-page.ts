import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { StoredPicture } from '../../../typings/contract/control';
import type { ChannelId } from '../../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import { byteWords } from '../../utils/bytes';
import { wasLost, type CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { momentWords, phoneZone } from '../../utils/time-words';
import type { GalleryAdding } from './gallery-adding';
import type { GalleryStore } from './gallery-store';
import { presentView, type PresentView } from './present-words';
import { keepView, type SnapshotView } from './snapshot-words';
import type { Still } from './snapshots-store';
import { staleLine } from '../../stores/stale-line';
import type { StillKeeper } from '../../stores/still-keeper';
import { stillName } from './still-name';

interface Deps {
  readonly gallery: GalleryStore;
  readonly adding: GalleryAdding;
  readonly keeper: StillKeeper;
  /** The picture that stood on the live page, and what to do when it has come here. */
  readonly present: { readonly last: Still | null; forget(): void };
  readonly words: () => Dictionary;
}

/** What fills the page below the picture that may be added. */
export type GalleryScreen =
  | { readonly kind: 'list' | 'blank' }
  | { readonly kind: 'skeleton'; readonly slow: boolean }
  | {
      readonly kind: 'card';
      readonly act: 'back' | 'refresh';
      readonly title: string;
      readonly detail: string;
      readonly button: string;
      readonly note: string;
    };

/** One picture in words. */
export interface PictureRow {
  readonly key: string;
  readonly url: string;
  readonly when: string;
  readonly size: string;
  readonly viewLabel: string;
  readonly saveLabel: string;
  readonly removeLabel: string;
  readonly broken: boolean;
  readonly removing: boolean;
}

/** What the page of a vendor's pictures shows, in words. */
export class GalleryPage {
  /** The one that goes into the album. */
  private savedId: string | null = null;
  /** Those whose file did not open. */
  private broken: ReadonlySet<string> = new Set();

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'broken'>(this, { deps: false, broken: observable.ref }, { autoBind: true });
  }

  open(channelId: ChannelId): void {
    this.leave();
    this.broken = new Set();
    void this.deps.gallery.open(channelId);
  }

  leave(): void {
    this.savedId = null;
    this.deps.adding.drop();
    this.deps.keeper.drop();
  }

  get title(): string {
    const { channel } = this.deps.gallery;
    return channel === null ? this.words.title : fill(this.words.titleOf, { name: channel.name });
  }

  get screen(): GalleryScreen {
    const { pictures, failure, wait } = this.deps.gallery;
    if (pictures === null) {
      if (failure !== null) return this.failureCard(failure);
      return wait === 'none' || wait === 'blank' ? { kind: 'blank' } : { kind: 'skeleton', slow: wait === 'slow' };
    }
    if (pictures.length > 0 || !this.deps.gallery.complete) return { kind: 'list' };
    return card('back', this.still === null ? this.words.empty : this.words.emptyWithStill);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { gallery } = this.deps;
    if (gallery.pictures === null) return '';
    return staleLine(gallery, { words: this.deps.words(), faults: {}, now: gallery.now });
  }

  get rows(): readonly PictureRow[] {
    const { pictures, removing } = this.deps.gallery;
    const { words } = this;
    return (pictures ?? []).map((picture) => {
      const when = this.whenOf(picture);
      return {
        key: picture.id,
        url: picture.url,
        when,
        size: picture.bytes === null ? '' : byteWords(picture.bytes),
        viewLabel: fill(words.view, { when }),
        saveLabel: fill(words.saveOf, { when }),
        removeLabel: fill(words.removeOf, { when }),
        broken: this.broken.has(picture.id),
        removing: picture.id === removing,
      };
    });
  }

  /** The line below the list. */
  get foot(): string {
    const { pictures, complete } = this.deps.gallery;
    const { failed } = this;
    if (failed !== null) return fill(this.words.moreFailed, { why: this.deps.words().errors[failed.code].title });
    return complete ? fill(this.words.end, { n: pictures?.length ?? 0 }) : this.words.loadingMore;
  }

  get footRetry(): string {
    return this.failed === null ? '' : this.deps.words().common.retry;
  }

  /** How the picture that goes into the album stands. */
  get keeping(): SnapshotView {
    const picture = this.savedId === null ? undefined : this.deps.gallery.find(this.savedId);
    const saved = fill(this.words.saved, { when: picture === undefined ? '' : this.whenOf(picture) });
    return keepView(this.deps.keeper.stage, this.deps.words(), saved);
  }

  /** Null when there is nothing to add and nothing to say of it. */
  get present(): PresentView | null {
    return presentView(this.still, this.deps.adding.stage, this.deps.words());
  }

  /** Puts the picture of the live page into the gallery. */
  async add(): Promise<void> {
    const { adding, gallery, present } = this.deps;
    const { still } = this;
    if (still === null) return;
    const isAdded = await adding.add(still);
    if (isAdded) present.forget();
    if (isAdded || adding.stage.kind === 'unsure') await gallery.refresh();
  }

  /** Gives up the picture that is on its way. */
  stop(): void {
    this.deps.adding.drop();
  }

  async save(id: string): Promise<void> {
    const picture = this.deps.gallery.find(id);
    if (picture === undefined || this.deps.keeper.busy) return;
    this.savedId = id;
    await this.deps.keeper.fetch(picture.url, stillName(this.deps.gallery.channel?.name ?? '', picture.takenAt));
  }

  /** Its file did not open. */
  broke(id: string): void {
    this.broken = new Set(this.broken).add(id);
  }

  removeQuestion(id: string): string {
    const picture = this.deps.gallery.find(id);
    return fill(this.words.removeTitle, { when: picture === undefined ? '' : this.whenOf(picture) });
  }

  /** Removes it; answers with what became of it, in words. */
  async remove(id: string): Promise<string> {
    const failure = await this.deps.gallery.remove(id);
    if (failure === null) return this.words.removed;
    const { title: why, next } = this.deps.words().errors[failure.code];
    return fill(wasLost(failure) ? this.words.removeDoubtful : this.words.removeFailed, { why, next });
  }

  /** Why nothing more comes; null where it does, or there is no more. */
  private get failed(): CallFailed | null {
    const { failure, moreFailure, complete } = this.deps.gallery;
    return moreFailure ?? (complete ? null : failure);
  }

  private get still(): Still | null {
    const { last } = this.deps.present;
    return last?.channelId === this.deps.gallery.channelId ? last : null;
  }

  private failureCard({ code, requestId }: CallFailed): GalleryScreen {
    const { errors, common } = this.deps.words();
    if (code === 'unsupported') return card('back', this.words.notAvailable);
    const { title, next: detail } = errors[code];
    const note = requestId === '' ? '' : fill(common.requestId, { id: requestId });
    return { ...card('refresh', { title, detail, action: common.retry }), note };
  }

  private whenOf({ takenAt }: StoredPicture): string {
    return momentWords(takenAt, { words: this.deps.words().common, now: this.deps.gallery.now, zone: phoneZone });
  }

  private get words(): Dictionary['gallery'] {
    return this.deps.words().gallery;
  }
}

type Card = Extract<GalleryScreen, { kind: 'card' }>;

function card(
  act: Card['act'],
  words: { readonly title: string; readonly detail: string; readonly action: string },
): Card {
  return { kind: 'card', act, title: words.title, detail: words.detail, button: words.action, note: '' };
}
