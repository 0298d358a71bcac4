import { makeAutoObservable } from 'mobx-miniprogram';

import type { AccountId } from '../../../typings/contract/upkeep';
import type { ChosenFile } from '../../services/message-files';
import {
  CONTENT,
  cardScreen,
  failureScreen,
  faultWords,
  waitScreen,
  type Faults,
  type PageScreen,
} from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import { staleLine } from '../../stores/stale-line';
import type { Ticking } from '../../stores/ticking';
import { byteWords } from '../../utils/bytes';
import { mayBeDone, type CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import type { ObjectDownload } from './object-download';
import { loadWords, uploadView, type UploadView } from './object-words';
import type { ObjectUpload } from './object-upload';
import type { ObjectsStore } from './objects-store';
import type { Question } from './tools-page';

interface Deps {
  readonly session: Pick<SessionStore, 'state' | 'start'>;
  readonly objects: ObjectsStore;
  readonly upload: ObjectUpload;
  readonly download: ObjectDownload;
  readonly ticking: Ticking;
  readonly zone: ZoneOffset;
  readonly words: () => Dictionary;
}

/** One file in words. */
export interface ObjectRow {
  readonly key: string;
  readonly about: string;
  readonly description: string;
  readonly label: string;
}

export type ObjectDeed = 'load' | 'remove';

/** What can be done with one file, as Vant's sheet takes it. */
export interface DeedView {
  readonly key: ObjectDeed;
  readonly name: string;
  readonly color: string;
}

/** The page of the files that a vendor keeps, in words. */
export class ObjectsPage {
  /** Of the sheet that says what can be done; null while none is open. */
  chosen: string | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** What is on its way for this account is found again. */
  async open(accountId: AccountId | null): Promise<void> {
    const { objects, upload, download, session } = this.deps;
    this.chosen = null;
    objects.leave();
    if (!upload.busy) upload.drop();
    if (!download.busy) download.cancel();
    await Promise.all([session.start(), accountId === null ? undefined : objects.open(accountId)]);
  }

  show(): void {
    this.deps.ticking.start();
  }

  hide(): void {
    this.deps.ticking.stop();
  }

  leave(): void {
    this.chosen = null;
    this.deps.objects.leave();
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { state } = this.deps.session;
    const { accountId, objects, failure, wait } = this.deps.objects;
    const words = this.deps.words();
    if (state.kind === 'stranger' || (state.kind === 'member' && state.role !== 'owner'))
      return cardScreen('back', words.tools.ownersOnly);
    if (accountId === null) return cardScreen('back', words.tools.none);
    if (objects !== null) return CONTENT;
    return failure === null ? waitScreen(wait) : failureScreen('refresh', failure, { words, faults: this.faults });
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { objects, ticking } = this.deps;
    if (objects.objects === null) return '';
    return staleLine(objects, { words: this.deps.words(), faults: this.faults, now: ticking.now });
  }

  get rows(): readonly ObjectRow[] {
    const words = this.deps.words();
    const time = { words: words.common, now: this.deps.ticking.now, zone: this.deps.zone };
    return (this.deps.objects.objects ?? []).map(({ name, bytes, at, description }) => {
      const about = `${byteWords(bytes)} · ${momentWords(at, time)}`;
      return { key: name, about, description, label: fill(words.objects.rowLabel, { name, about }) };
    });
  }

  /** How many there are, and how many of them the vendor tells of. */
  get foot(): string {
    const { objects, total } = this.deps.objects;
    const n = objects?.length ?? 0;
    if (n === 0) return this.words.empty;
    return total > n ? fill(this.words.countedPart, { n, total }) : fill(this.words.counted, { n });
  }

  /** What is being done to the list; empty while nothing is. */
  get line(): string {
    const { removing } = this.deps.objects;
    return removing === null ? '' : fill(this.words.removing, { name: removing });
  }

  get upload(): UploadView {
    return uploadView(this.deps.upload, this.deps.words(), this.faults);
  }

  /** Of the file that is, or was, on its way to this phone; null when none is. */
  get loading() {
    const { objects, download } = this.deps;
    const name = download.turn?.name ?? '';
    const stage = download.stageOf(objects.accountId, name);
    return stage === null ? null : { name, ...loadWords(stage, this.deps.words(), this.faults) };
  }

  get deeds(): readonly DeedView[] {
    return [
      { key: 'load', name: this.words.load, color: '' },
      { key: 'remove', name: this.words.remove, color: 'var(--kd-danger)' },
    ];
  }

  /** Opens the sheet of one file, or, with null, closes it. */
  choose(name: string | null): void {
    if (this.deps.objects.removing === null) this.chosen = name;
  }

  /** Takes a file that somebody chose; says what is wrong with it, null where nothing is. */
  take(file: ChosenFile | 'cancelled'): string | null {
    const { accountId } = this.deps.objects;
    if (file === 'cancelled' || accountId === null) return null;
    const problem = this.deps.upload.choose(accountId, file);
    return problem === null ? null : this.words.fileProblems[problem];
  }

  async send(): Promise<string | null> {
    return (await this.deps.upload.send()) ? this.words.done : null;
  }

  async load(name: string): Promise<void> {
    const { accountId } = this.deps.objects;
    if (accountId !== null) await this.deps.download.want(accountId, name);
  }

  /** What is said when the file that is here cannot be shown; null when it is. */
  async look(): Promise<string | null> {
    const result = await this.deps.download.open();
    return result === null || result === 'opened' ? null : this.words.unopened[result];
  }

  async forward(): Promise<string | null> {
    const result = await this.deps.download.forward();
    return result === null || result === 'cancelled' ? null : this.words.forwarded[result];
  }

  removeQuestion(name: string): Question {
    const { removeQuestion, removeDetail: content, remove: confirm } = this.words;
    return { title: fill(removeQuestion, { name }), content, confirm };
  }

  /** What came of it, in words; null where nobody looks any more. */
  async remove(name: string): Promise<string | null> {
    const { objects, download } = this.deps;
    const outcome = await objects.remove(name);
    if (outcome === 'left') return null;
    if (outcome !== 'done')
      return mayBeDone(outcome) && objects.failure !== null ? this.doubted(outcome) : this.failed(outcome);
    if (download.stageOf(objects.accountId, name) !== null) download.cancel();
    return this.words.removed;
  }

  private doubted(failure: CallFailed): string {
    const words = this.deps.words();
    return fill(words.tools.doubtful, { why: faultWords(failure, words, this.faults).title });
  }

  private failed(failure: CallFailed): string {
    const { title: why, next } = faultWords(failure, this.deps.words(), this.faults);
    return fill(this.words.failed, { why, next });
  }

  private get faults(): Faults {
    return { ...this.deps.words().tools.faults, ...this.words.faults };
  }

  private get words(): Dictionary['objects'] {
    return this.deps.words().objects;
  }
}
