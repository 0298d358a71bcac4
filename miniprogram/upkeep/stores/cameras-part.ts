import { makeAutoObservable } from 'mobx-miniprogram';

import type { Channel, ChannelId, StoreId } from '../../../typings/contract/domain';
import { statusWords, toneOf } from '../../stores/device-rows';
import { CONTENT, failureScreen, waitScreen, type Faults, type PageScreen } from '../../stores/page-screen';
import { StoreChoice, type StoreRow } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { LONGEST_THING_NAME, nameFrom, trimName } from '../../utils/names';
import type { ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { deedsOf, type DeedView } from './camera-deeds';
import type { StoreCameras } from './store-cameras';
import { storeChangeWords, type Told } from './store-change-words';
import type { Outcome } from './store-editor';
import type { Question } from './store-page';
import type { StoresStore } from './stores-store';

interface Deps {
  readonly cameras: StoreCameras;
  readonly stores: Pick<StoresStore, 'all' | 'find'>;
  readonly clock: Clock;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** One camera in words. */
export interface CameraRow {
  readonly key: ChannelId;
  readonly name: string;
  readonly tone: ReturnType<typeof toneOf>;
  readonly state: string;
  /** 已隐藏; empty for most. */
  readonly mark: string;
  readonly label: string;
}

/** What the list of a store's cameras shows, in words, and what is said about their changes. */
export class CamerasPart {
  /** Of the sheet that says what can be done; null while none is open. */
  chosenId: ChannelId | null = null;
  /** The camera that is to go to another store. */
  movingId: ChannelId | null = null;
  readonly choice: StoreChoice;

  constructor(private readonly deps: Deps) {
    this.choice = new StoreChoice({ clock: deps.clock, options: () => this.places, chosen: () => [] });
    makeAutoObservable<this, 'deps'>(this, { deps: false, choice: false }, { autoBind: true });
  }

  open(storeId: StoreId): Promise<void> {
    this.chosenId = null;
    this.movingId = null;
    return this.deps.cameras.open(storeId);
  }

  get screen(): PageScreen<'refresh'> {
    const { cameras, failure, wait } = this.deps.cameras;
    const words = this.deps.words();
    if (cameras !== null) return CONTENT;
    if (failure === null) return waitScreen(wait);
    return failureScreen('refresh', failure, { words, faults: words.store.faults });
  }

  get rows(): readonly CameraRow[] {
    return (this.deps.cameras.cameras ?? []).map((camera) => this.rowOf(camera));
  }

  /** What leads on to those not yet shown; empty where all are. */
  get more(): string {
    const { cameras, complete } = this.deps.cameras;
    return cameras === null || complete ? '' : this.words.more;
  }

  /** What is being done; empty while nothing is. */
  get line(): string {
    const { task } = this.deps.cameras;
    return task === null ? '' : this.words.working[task.kind];
  }

  get chosen(): Channel | null {
    return this.chosenId === null ? null : this.deps.cameras.find(this.chosenId);
  }

  get deeds(): readonly DeedView[] {
    return deedsOf(this.chosen, this.words.camera);
  }

  /** The stores that a camera can go to. */
  get targets(): readonly StoreRow[] {
    return this.choice.rows;
  }

  get moreTargets(): string {
    return this.choice.hidden === 0 ? '' : fill(this.words.moreStores, { n: this.choice.hidden });
  }

  /** Opens the sheet of one camera, or, with null, closes it. */
  choose(id: ChannelId | null): void {
    if (this.deps.cameras.task === null) this.chosenId = id;
  }

  /** Asks to which store a camera is to go; with null it stays. */
  startMove(id: ChannelId | null): void {
    this.movingId = id;
    this.choice.reset();
  }

  moveQuestion(storeId: StoreId): Question {
    const { words } = this;
    const name = this.nameOf(this.movingId);
    const store = this.deps.stores.find(storeId)?.name ?? '';
    const title = fill(words.moveQuestion, { name, store });
    return { title, content: words.moveDetail, confirm: words.moveConfirm };
  }

  async move(storeId: StoreId): Promise<Told | null> {
    const id = this.movingId;
    if (id === null) return null;
    this.movingId = null;
    const store = this.deps.stores.find(storeId)?.name ?? '';
    const outcome = await this.deps.cameras.move(id, storeId);
    return this.tell(outcome, fill(this.words.moved, { store }), this.words.moveFaults);
  }

  async rename(id: ChannelId, text: string): Promise<Told | null> {
    const name = nameFrom(text, LONGEST_THING_NAME);
    if (name === '') return { text: this.words.nameLength, done: false };
    if (name === this.nameOf(id)) return null;
    return this.tell(await this.deps.cameras.rename(id, name), this.words.renamed);
  }

  async hide(id: ChannelId): Promise<Told | null> {
    const hidden = this.deps.cameras.find(id)?.hidden !== true;
    const { words } = this;
    return this.tell(await this.deps.cameras.hide(id, hidden), hidden ? words.hidden : words.unhidden);
  }

  async cover(id: ChannelId): Promise<Told | null> {
    const { words } = this;
    return this.tell(await this.deps.cameras.cover(id), words.covered, words.coverFaults);
  }

  /** The number of a channel as it was typed; null where it is none. */
  channelNumber(text: string): string | null {
    const number = text.trim();
    return /^\d{1,9}$/.test(number) ? number : null;
  }

  /** What a channel is called that is added beside a camera, unless somebody types otherwise. */
  nameOfChannel(id: ChannelId, number: string): string {
    const name = fill(this.words.extendName, { name: this.nameOf(id), number });
    return Array.from(name).slice(-LONGEST_THING_NAME).join('');
  }

  /** Adds a channel of the camera's device; `text`: its name. */
  async extend(id: ChannelId, number: string, text: string): Promise<Told | null> {
    const { words } = this;
    const name = nameFrom(text, LONGEST_THING_NAME);
    if (name === '') return { text: words.nameLength, done: false };
    const outcome = await this.deps.cameras.extend(id, { number, name });
    return this.tell(outcome, fill(words.extended, { name }), words.extendFaults);
  }

  removeQuestion(id: ChannelId): Question {
    const { words } = this;
    const title = fill(words.removeQuestion, { name: this.nameOf(id) });
    return { title, content: words.removeDetail, confirm: words.next };
  }

  /** What the second question reads: who answers it means it. */
  removeTyped(id: ChannelId): string {
    return fill(this.words.removeTyped, { name: this.nameOf(id) });
  }

  async remove(id: ChannelId, typed: string): Promise<Told | null> {
    if (trimName(typed) !== trimName(this.nameOf(id))) return { text: this.words.notTyped, done: false };
    return this.tell(await this.deps.cameras.remove(id, this.nameOf(id)), this.words.removed);
  }

  /** What ended a change, in words; null where nobody looks any more. */
  private tell(outcome: Outcome, text: string, faults: Faults = {}): Told | null {
    const own = { ...this.words.cameraFaults, ...faults };
    return storeChangeWords(outcome, text, { words: this.deps.words(), faults: own });
  }

  private rowOf(camera: Channel): CameraRow {
    const words = this.deps.words();
    const time = { words: words.common, now: this.deps.clock.now(), zone: this.deps.zone };
    const status = statusWords(camera.status, words, time);
    const mark = camera.hidden ? words.store.hiddenMark : '';
    const state = mark === '' ? status : `${status}${words.common.listComma}${mark}`;
    return {
      key: camera.id,
      name: camera.name,
      tone: toneOf(camera.status),
      state: status,
      mark,
      label: fill(words.store.cameraLabel, { name: camera.name, state }),
    };
  }

  private nameOf(id: ChannelId | null): string {
    return id === null ? '' : (this.deps.cameras.find(id)?.name ?? '');
  }

  private get places() {
    const here = this.deps.cameras.storeId;
    return (this.deps.stores.all ?? [])
      .filter(({ id, archivedAt }) => id !== here && archivedAt === null)
      .map(({ id, name }) => ({ id, name, why: '' }));
  }

  private get words(): Dictionary['store'] {
    return this.deps.words().store;
  }
}
