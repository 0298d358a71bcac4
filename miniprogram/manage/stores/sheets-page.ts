import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { CodeStyle } from '../../../typings/contract/codes';
import { isAlbumDenial } from '../../services/album';
import { cardScreen, CONTENT, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import { StoreChoice } from '../../stores/store-choice';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { ManagedStores } from './managed-stores';
import type { SheetSize } from './sheet-layout';
import type { SheetsStore, SheetWords } from './sheets-store';

interface Deps {
  readonly sheets: SheetsStore;
  readonly stores: ManagedStores;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

interface Choice<Key extends string> {
  readonly key: Key;
  readonly label: string;
}

/** One sheet in the row of previews. */
export interface SheetRow {
  readonly key: string;
  /** Where the sheet lies as it is printed, and as it is shown; empty before it is drawn. */
  readonly path: string;
  readonly preview: string;
  readonly title: string;
  /** What looking at it closely reads to those who listen, or why there is nothing to look at. */
  readonly label: string;
  readonly state: string;
}

/** What is going on, and what can be done about it. */
export interface SheetLine {
  readonly text: string;
  readonly tone: '' | 'good' | 'bad';
  readonly settings: string;
}

/** What the page of sheets shows, in words: which store, and then its codes on paper. */
export class SheetsPage {
  readonly choice: StoreChoice;

  constructor(private readonly deps: Deps) {
    const { clock, stores } = deps;
    const options = () => (stores.stores ?? []).map((store) => ({ ...store, why: '' }));
    this.choice = new StoreChoice({ clock, options, chosen: () => [] });
    makeAutoObservable<this, 'deps'>(this, { choice: false, deps: false }, { autoBind: true });
  }

  /** For a store, or, with null, for one that is chosen here. */
  open(storeId: StoreId | null): void {
    this.choice.reset();
    void this.deps.stores.load();
    void this.deps.sheets.open(storeId);
  }

  /** The card's button: once more. */
  again(): void {
    if (this.deps.sheets.storeId === null) void this.deps.stores.load();
    else void this.deps.sheets.load();
  }

  choose(storeId: StoreId | null): void {
    void this.deps.sheets.open(storeId);
  }

  chooseSize(key: string): void {
    const { sheets } = this.deps;
    if (!sheets.busy) for (const { key: size } of this.sizes) if (size === key) sheets.chooseSize(size);
  }

  chooseStyle(key: string): void {
    const { sheets } = this.deps;
    if (!sheets.busy) for (const { key: style } of this.styles) if (style === key) sheets.chooseStyle(style);
  }

  /** Whether the store is to be chosen. */
  get choosing(): boolean {
    return this.deps.sheets.storeId === null;
  }

  get screen(): PageScreen<'back' | 'again'> {
    return this.choosing ? this.storesScreen : this.sheetsScreen;
  }

  /** What is said of the stores that are not listed; empty when all are. */
  get hiddenStores(): string {
    const { hidden } = this.choice;
    return hidden === 0 ? '' : fill(this.words.moreStores, { n: hidden });
  }

  get storeName(): string {
    const { sheets, stores } = this.deps;
    const { storeId, cameras } = sheets;
    return storeId === null ? '' : stores.nameOf(storeId) || (cameras?.[0]?.storeName ?? '');
  }

  /** Whether another store could be chosen. */
  get changeable(): boolean {
    return (this.deps.stores.stores?.length ?? 0) > 1;
  }

  get summary(): string {
    const { cameras, pages } = this.deps.sheets;
    return fill(this.words.summary, { cameras: cameras?.length ?? 0, pages: pages.length });
  }

  get sizes(): readonly Choice<SheetSize>[] {
    const keys: readonly SheetSize[] = ['large', 'small'];
    return keys.map((key) => ({ key, label: this.words.grids[key] }));
  }

  /** Empty where there is no choice. */
  get styles(): readonly Choice<CodeStyle>[] {
    const { styles } = this.deps.sheets;
    const { codeCard } = this.deps.words();
    return styles.length > 1 ? styles.map((key) => ({ key, label: codeCard.styles[key] })) : [];
  }

  get rows(): readonly SheetRow[] {
    const { words } = this;
    const { pages, job } = this.deps.sheets;
    return pages.map(({ files }, index) => {
      const n = index + 1;
      const isFailed = (job.kind === 'failed' || job.kind === 'undrawn') && job.n === n;
      const isDrawing = job.kind === 'drawing' && job.n === n;
      const drawing = fill(words.drawing, { n, m: pages.length });
      const state = isFailed ? words.pageFailed : isDrawing ? drawing : words.pageWaiting;
      const title = fill(words.page, { n, m: pages.length });
      const { path, preview } = files ?? { path: '', preview: '' };
      const label = fill(words.pageOpen, { n });
      return { key: String(n), path, preview, title, label, state: files === null ? state : '' };
    });
  }

  get line(): SheetLine {
    const { words } = this;
    const { job, pages } = this.deps.sheets;
    const m = pages.length;
    switch (job.kind) {
      case 'none':
        return say('');
      case 'drawn':
        return say(fill(words.drawn, { n: m }), 'good');
      case 'saved':
        return say(fill(words.saved, { n: m }), 'good');
      case 'drawing':
      case 'saving':
      case 'stopped':
        return say(fill(words[job.kind], { n: job.n, m }));
      case 'undrawn':
        return say(fill(words.undrawn, { n: job.n }), 'bad');
      case 'failed': {
        const { title: why, next } = this.deps.words().errors[job.failure.code];
        return say(fill(words.failed, { n: job.n, why, next }), 'bad');
      }
      case 'unsaved': {
        const isDenied = isAlbumDenial(job.why);
        return { ...say(fill(words.unsaved[job.why], { n: job.n }), 'bad'), settings: isDenied ? words.settings : '' };
      }
    }
  }

  get busy(): boolean {
    return this.deps.sheets.busy;
  }

  /** What drawing all sheets reads; empty once that is done. */
  get drawButton(): string {
    const { pages } = this.deps.sheets;
    const isLacking = pages.length > 1 && pages.some(({ files }) => files === null);
    return isLacking ? fill(this.words.drawAll, { n: pages.length }) : '';
  }

  get saveButton(): string {
    return this.deps.sheets.pages.length > 1 ? this.words.saveAll : this.words.saveOne;
  }

  /** The sheets that can be looked at. */
  get drawn(): readonly string[] {
    return this.deps.sheets.pages.flatMap(({ files }) => files?.path ?? []);
  }

  /** What is printed beside names and codes. */
  get printed(): SheetWords {
    const { words, storeName } = this;
    return {
      hint: words.scanHint,
      page: (n, m) => `${storeName} · ${fill(words.page, { n, m })}`,
      file: (n) => fill(words.pageFile, { store: storeName, n }),
    };
  }

  private get storesScreen(): PageScreen<'back' | 'again'> {
    const { stores } = this.deps;
    const words = this.deps.words();
    if (stores.failure !== null) return failureScreen('again', stores.failure, { words, faults: {} });
    if (stores.stores === null) return waitScreen('skeleton');
    if (stores.stores.length > 0) return CONTENT;
    const { title, detail: next } = words.codes.noStores;
    return cardScreen('back', { title, next, button: words.common.back });
  }

  private get sheetsScreen(): PageScreen<'back' | 'again'> {
    const { sheets } = this.deps;
    const words = this.deps.words();
    const { common, codes } = words;
    if (sheets.failure !== null) return failureScreen('again', sheets.failure, { words, faults: {} });
    if (sheets.cameras === null) return waitScreen(sheets.waiting.phase);
    if (sheets.cameras.length === 0) {
      return cardScreen('back', { title: codes.noCameras.title, next: codes.noCameras.detail, button: common.back });
    }
    if (sheets.style !== null) return CONTENT;
    return cardScreen('back', { title: codes.noStyles.title, next: codes.noStyles.detail, button: common.back });
  }

  private get words(): Dictionary['codes'] {
    return this.deps.words().codes;
  }
}

const say = (text: string, tone: SheetLine['tone'] = ''): SheetLine => ({ text, tone, settings: '' });
