import { makeAutoObservable } from 'mobx-miniprogram';

import type { AuditEntry } from '../../../typings/contract/audit';
import type { Language } from '../../i18n/index';
import { CONTENT, failureScreen, faultWords, waitScreen, cardScreen, type PageScreen } from '../../stores/page-screen';
import { doubleNames } from '../../stores/person-words';
import type { SessionStore } from '../../stores/session-store';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import { clockWords } from '../../utils/wall-clock';
import type { Dictionary } from '../i18n/index';
import type { AuditChoices } from './audit-choices';
import { chipsOf, choicesView, type Chip, type ChoiceSheet } from './audit-chips';
import type { AuditFile } from './audit-file';
import { fileBar, type FileAct, type FileBar } from './audit-file-words';
import {
  EVERYTHING,
  isEverything,
  kindOf,
  queryOf,
  withFilter,
  withoutFilter,
  type FilterKey,
  type Named,
} from './audit-filter';
import type { AuditLog } from './audit-log';
import { readerOf, type AuditReader } from './audit-reader';
import { auditRows, dayOf, whoWords, type AuditRow, type AuditSetting } from './audit-words';

interface Deps {
  readonly log: AuditLog;
  readonly choices: AuditChoices;
  readonly file: AuditFile;
  readonly session: SessionStore;
  readonly clock: Clock;
  readonly words: () => Dictionary;
  readonly language: () => Language;
}

/** What can be done with one entry. */
export interface RowAct {
  readonly name: string;
  readonly act: 'person' | 'kind';
}

const DAY_MS = 24 * 60 * 60_000;

/** What the page of the audit shows, in words, and what its buttons do. */
export class AuditPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  open(): void {
    const { session, log, file, choices } = this.deps;
    choices.close();
    file.drop();
    log.open();
    if (session.state.kind !== 'member') void session.start();
  }

  leave(): void {
    this.deps.choices.close();
    this.deps.file.drop();
  }

  get title(): string {
    const { title, titleOwn } = this.words;
    return this.reader.manages ? title : titleOwn;
  }

  get screen(): PageScreen<'back' | 'retry' | 'all'> {
    const { entries, failure, filter, wait, start } = this.deps.log;
    const words = this.deps.words();
    if (entries === null) {
      if (failure === null) return waitScreen(wait);
      return failureScreen('retry', failure, { words, faults: words.audit.faults });
    }
    if (entries.length > 0 || start !== null) return CONTENT;
    if (isEverything(filter)) {
      const { title, detail, button } = words.audit.empty;
      return cardScreen('back', { title, next: fill(detail, { n: this.reader.auditDays }), button });
    }
    const { title, detail, button } = filter.day === null ? words.audit.none : words.audit.noDay;
    return cardScreen('all', { title, next: detail, button });
  }

  get chips(): readonly Chip[] {
    return chipsOf(this.deps.log.filter, this.setting, this.reader);
  }

  get isFiltered(): boolean {
    return !isEverything(this.deps.log.filter);
  }

  /** Between which a day can be chosen. */
  get days(): { readonly day: string; readonly first: string; readonly last: string } {
    const { log, clock } = this.deps;
    const last = dayOf(clock.now(), log);
    return { day: log.filter.day ?? last, first: dayOf(clock.now() - this.reader.auditDays * DAY_MS, log), last };
  }

  get rows(): readonly AuditRow[] {
    return auditRows(this.deps.log.entries ?? [], this.setting);
  }

  /** A line above the list; empty when there is nothing to say. */
  get notice(): string {
    const { entries, failure, asOf, offsets } = this.deps.log;
    const words = this.deps.words();
    if (entries === null || failure === null) return '';
    const { title: what } = faultWords(failure, words, words.audit.faults);
    return fill(words.audit.stale, { what, when: clockWords(asOf, offsets) });
  }

  /** What stands above entries that are not the newest; empty for the newest. */
  get fromOlder(): string {
    return this.deps.log.start === null ? '' : this.words.fromOlder;
  }

  /** What stands below the list, and what its button reads; no button when that is empty. */
  get foot(): { readonly line: string; readonly button: string } {
    const { moreFailure, isFull, isComplete, entries } = this.deps.log;
    const words = this.deps.words();
    const { audit, common } = words;
    if (moreFailure !== null) {
      const { title: why } = faultWords(moreFailure, words, audit.faults);
      return { line: fill(audit.moreFailed, { why }), button: common.retry };
    }
    if (isFull) return { line: fill(audit.enough, { n: entries?.length ?? 0 }), button: audit.older };
    return { line: isComplete ? fill(audit.end, { n: this.reader.auditDays }) : audit.reading, button: '' };
  }

  get sheet(): ChoiceSheet {
    const { choices, log } = this.deps;
    return choicesView(choices, { words: this.deps.words(), filter: log.filter });
  }

  get bar(): FileBar | null {
    return this.screen.kind === 'content' ? fileBar(this.deps.file.stage, this.deps.words()) : null;
  }

  pressFoot(): void {
    const { log } = this.deps;
    void (log.moreFailure === null ? log.older() : log.more());
  }

  /** A filter is to be chosen; a day has a picker of its own. */
  chooseBy(key: FilterKey): void {
    const { choices, log } = this.deps;
    const store = log.filter.store ?? this.reader.soleStore;
    if (key === 'camera') {
      if (store !== null) choices.open({ kind: key, storeId: store.id });
    } else if (key !== 'day') choices.open({ kind: key });
  }

  /** One of the choices that are shown. */
  choose(id: string): void {
    const { choices, log } = this.deps;
    const { subject } = choices;
    const found = choices.shown?.find((choice) => choice.id === id);
    choices.close();
    if (subject === null || found === undefined) return;
    const { self, unnamed } = this.deps.words().people;
    const chosen = subject.kind === 'kind' ? kindOf(id) : { id, name: found.self ? self : found.name || unnamed };
    void log.choose(withFilter(log.filter, { [subject.kind]: chosen }));
  }

  chooseDay(day: string): void {
    const { log } = this.deps;
    if (/^\d{4}-\d\d-\d\d$/.test(day)) void log.choose(withFilter(log.filter, { day }));
  }

  clear(key: FilterKey): void {
    const { log } = this.deps;
    void log.choose(withoutFilter(log.filter, key));
  }

  clearAll(): void {
    void this.deps.log.choose(EVERYTHING);
  }

  /** What can be done with an entry. */
  actsOf(id: string): readonly RowAct[] {
    const entry = this.find(id);
    if (entry === undefined) return [];
    const { onlyPerson, onlyKind, kinds } = this.words;
    const name = whoWords(entry, this.setting);
    const kind: RowAct = { act: 'kind', name: fill(onlyKind, { kind: kinds[entry.kind] }) };
    return this.reader.manages && entry.who !== null
      ? [{ act: 'person', name: fill(onlyPerson, { name }) }, kind]
      : [kind];
  }

  act(id: string, act: RowAct['act']): void {
    const { log } = this.deps;
    const entry = this.find(id);
    if (entry === undefined) return;
    if (act === 'kind') void log.choose(withFilter(log.filter, { kind: entry.kind }));
    else if (entry.who !== null) {
      const person: Named = { id: entry.who.id, name: whoWords(entry, this.setting) };
      void log.choose(withFilter(log.filter, { person }));
    }
  }

  /** A button of the file's bar. */
  pressFile(act: FileAct): void {
    const { file, log, language, clock } = this.deps;
    switch (act) {
      case 'begin': {
        const name = fill(this.words.file.name, { day: dayOf(clock.now(), log) });
        void file.begin({ query: queryOf(log.filter), language: language(), name });
        break;
      }
      case 'go-on':
        void file.goOn();
        break;
      case 'send':
        void file.send();
        break;
      case 'drop':
        file.drop();
        break;
    }
  }

  find(id: string): AuditEntry | undefined {
    return this.deps.log.entries?.find((entry) => entry.id === id);
  }

  private get reader(): AuditReader {
    return readerOf(this.deps.session.state);
  }

  private get setting(): AuditSetting {
    const { log, clock } = this.deps;
    const people = new Map((log.entries ?? []).flatMap(({ who }) => (who === null ? [] : [[who.id, who] as const])));
    return {
      words: this.deps.words(),
      offsets: log.offsets,
      now: clock.now(),
      own: this.reader.code,
      doubles: doubleNames([...people.values()]),
    };
  }

  private get words(): Dictionary['audit'] {
    return this.deps.words().audit;
  }
}
