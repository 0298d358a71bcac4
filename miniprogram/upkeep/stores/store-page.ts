import { makeAutoObservable } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import { CONTENT, cardScreen, failureScreen, waitScreen, type PageScreen } from '../../stores/page-screen';
import type { SessionStore } from '../../stores/session-store';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { storeChangeWords, type Told } from './store-change-words';
import type { Outcome, StoreEditor } from './store-editor';
import { LONGEST, type StoreField } from './store-fields';

interface Deps {
  readonly editor: StoreEditor;
  readonly session: Pick<SessionStore, 'role' | 'start'>;
  readonly words: () => Dictionary;
}

/** What is asked before something that is not easily undone. */
export interface Question {
  readonly title: string;
  readonly content: string;
  readonly confirm: string;
}

/** One field of the form. */
export interface FieldView {
  readonly label: string;
  readonly value: string;
  readonly problem: string;
}

/** The zones that are offered by name, and which of them holds. */
export interface ZoneView extends FieldView {
  readonly names: readonly string[];
  readonly index: number;
  /** Whether it is one that is typed. */
  readonly typed: boolean;
}

/** What the form of one store shows, in words. */
export class StorePage {
  /** Whether a zone is typed that is not offered. */
  private typesZone = false;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  async open(storeId: StoreId | null): Promise<void> {
    this.typesZone = false;
    const { editor, session } = this.deps;
    await Promise.all([editor.open(storeId), session.role === null ? session.start() : null]);
  }

  get title(): string {
    return this.deps.editor.store?.name ?? (this.isNew ? this.words.newTitle : '');
  }

  get screen(): PageScreen<'refresh' | 'back'> {
    const { editor } = this.deps;
    const { words } = this;
    if (editor.gone) return cardScreen('back', words.gone);
    if (editor.failure !== null)
      return failureScreen('refresh', editor.failure, { words: this.deps.words(), faults: words.faults });
    return editor.store === null && !this.isNew ? waitScreen(editor.wait) : CONTENT;
  }

  get isNew(): boolean {
    return this.deps.editor.storeId === null;
  }

  get isArchived(): boolean {
    return typeof this.deps.editor.store?.archivedAt === 'number';
  }

  get name(): FieldView {
    return this.fieldOf('name');
  }

  get address(): FieldView {
    return this.fieldOf('address');
  }

  get zone(): ZoneView {
    const { fields } = this.deps.editor;
    const offered = Object.entries(this.words.zones);
    const place = offered.findIndex(([zone]) => zone === fields.zone);
    const typed = this.typesZone || place < 0;
    const index = typed ? offered.length : place;
    const names = [...offered.map(([, name]) => name), this.words.otherZone];
    return { ...this.fieldOf('zone'), value: names[index] ?? '', names, index, typed };
  }

  /** What stands in the field of a zone that is typed. */
  get typedZone(): string {
    return this.deps.editor.fields.zone;
  }

  get longest(): typeof LONGEST {
    return LONGEST;
  }

  /** What the button that saves reads; empty where there is nothing to save. */
  get saveWords(): string {
    const { editor } = this.deps;
    if (editor.task === 'saving') return this.words.saving;
    if (this.isNew) return this.words.create;
    return editor.savable ? this.words.save : '';
  }

  get resettable(): boolean {
    return !this.isNew && this.deps.editor.savable;
  }

  /** What is asked before the page is left; empty where nothing would be lost. */
  get leaveQuestion(): string {
    return this.deps.editor.savable ? this.words.leave : '';
  }

  get busy(): boolean {
    return this.deps.editor.task !== null;
  }

  /** What archiving or restoring reads; empty where the caller may not. */
  get archiveWords(): string {
    const { task, store } = this.deps.editor;
    if (!this.isOwner || store === null) return '';
    const { words } = this;
    if (this.isArchived) return task === 'restoring' ? words.restoring : words.restore;
    return task === 'archiving' ? words.archiving : words.archive;
  }

  /** Why it cannot be archived; empty where it can. */
  get archiveWhy(): string {
    const { store } = this.deps.editor;
    const n = store?.cameras ?? 0;
    return this.isOwner && !this.isArchived && n > 0 ? fill(this.words.archiveWhy, { n }) : '';
  }

  get archiveQuestion(): Question {
    const { words, title: name } = this;
    return {
      title: fill(words.archiveQuestion, { name }),
      content: words.archiveDetail,
      confirm: words.archiveConfirm,
    };
  }

  type(field: StoreField, text: string): void {
    this.deps.editor.type(field, text);
  }

  /** One of `zone.names`; behind those offered, one that is typed. */
  chooseZone(index: number): void {
    const zone = Object.keys(this.words.zones)[index];
    this.typesZone = zone === undefined;
    this.deps.editor.type('zone', zone ?? '');
  }

  reset(): void {
    this.typesZone = false;
    this.deps.editor.reset();
  }

  async save(): Promise<Told | null> {
    const { isNew } = this;
    const outcome = await this.deps.editor.save();
    if (outcome === 'done') this.typesZone = false;
    return this.tell(outcome, isNew ? this.words.created : this.words.saved);
  }

  /** `archived`: what is to be so. A second tap on the question before, answered late, does nothing. */
  async archive(archived = !this.isArchived): Promise<Told | null> {
    const { editor } = this.deps;
    const { words } = this;
    if (archived === this.isArchived) return null;
    return archived
      ? this.tell(await editor.archive(), words.archived)
      : this.tell(await editor.restore(), words.restored);
  }

  /** What ended a change, in words; null where nobody looks any more, or a field says it already. */
  private tell(outcome: Outcome, text: string): Told | null {
    return storeChangeWords(outcome, text, { words: this.deps.words(), faults: this.words.faults });
  }

  private fieldOf(field: StoreField): FieldView {
    const { editor } = this.deps;
    const problem = editor.problem(field);
    const problems: Partial<Record<NonNullable<typeof problem>, string>> = this.words.problems[field];
    return {
      label: this.words.fields[field],
      value: editor.fields[field],
      problem: problem === null ? '' : (problems[problem] ?? ''),
    };
  }

  private get isOwner(): boolean {
    return this.deps.session.role === 'owner';
  }

  private get words(): Dictionary['store'] {
    return this.deps.words().store;
  }
}
