import type { FailureWords } from '../../utils/failure-words';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { MOST_CHOICES, type AuditChoices, type Choice } from './audit-choices';
import { FILTER_KEYS, kindOf, type AuditFilter, type FilterKey } from './audit-filter';
import type { AuditReader } from './audit-reader';
import { dayWords, type AuditSetting } from './audit-words';

/** One filter: a button that chooses, and, where it holds, one that takes it off. */
export interface Chip {
  readonly key: FilterKey;
  readonly text: string;
  readonly label: string;
  /** Words of the button that takes it off; empty where it does not hold. */
  readonly clear: string;
}

/** Staff see nobody else's entries; a camera is chosen within a store. */
export function chipsOf(
  filter: AuditFilter,
  setting: AuditSetting,
  { manages, soleStore }: AuditReader,
): readonly Chip[] {
  const { audit } = setting.words;
  const isOffered: Readonly<Record<FilterKey, boolean>> = {
    person: manages,
    store: soleStore === null,
    camera: soleStore !== null || filter.store !== null,
    kind: true,
    day: true,
  };
  return FILTER_KEYS.filter((key) => isOffered[key]).map((key) => {
    const name = audit.filter[key];
    const value = valueOf(key, filter, setting);
    if (value === null) return { key, text: name, label: audit.choose[key], clear: '' };
    return { key, text: value, label: fill(audit.chosenChip, { name, value }), clear: fill(audit.clear, { name }) };
  });
}

function valueOf(key: FilterKey, filter: AuditFilter, setting: AuditSetting): string | null {
  switch (key) {
    case 'person':
    case 'store':
    case 'camera':
      return filter[key]?.name ?? null;
    case 'kind':
      return filter.kind === null ? null : setting.words.audit.kinds[filter.kind];
    case 'day':
      return filter.day === null ? null : dayWords(filter.day, setting);
  }
}

/** One line that can be chosen. */
export interface ChoiceRow {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

/** What the component `choice-sheet` shows; its properties are the fields. */
export interface ChoiceSheet {
  readonly show: boolean;
  readonly title: string;
  readonly rows: readonly ChoiceRow[];
  readonly chosen: string;
  /** Placeholder of the search bar; no bar when empty. */
  readonly search: string;
  readonly typed: string;
  /** What there is to say below. */
  readonly line: string;
  /** Words of a button that asks again; none when empty. */
  readonly retry: string;
}

const CLOSED: ChoiceSheet = {
  ...{ show: false, title: '', rows: [], chosen: '', search: '', typed: '', line: '', retry: '' },
};

interface SheetSetting {
  readonly words: Dictionary;
  readonly filter: AuditFilter;
}

export function choicesView(choices: AuditChoices, { words, filter }: SheetSetting): ChoiceSheet {
  const { audit } = words;
  const { subject, shown } = choices;
  if (subject === null) return CLOSED;
  return {
    ...CLOSED,
    show: true,
    title: audit.choose[subject.kind],
    rows: (shown ?? []).map((choice) => choiceRow(choice, words)),
    chosen: subject.kind === 'kind' ? (filter.kind ?? '') : (filter[subject.kind]?.id ?? ''),
    search: subject.kind === 'kind' ? '' : audit.search[subject.kind],
    typed: choices.searchBox.typed,
    line: sheetLine(choices, words),
    retry: choices.failure === null ? '' : words.common.retry,
  };
}

function choiceRow({ id, name, code, self }: Choice, { people, audit }: Dictionary): ChoiceRow {
  const kind = kindOf(id);
  const title = name || (kind === null ? people.unnamed : audit.kinds[kind]);
  return { key: id, title, detail: self ? people.self : code };
}

function sheetLine({ failure, shown, cut, text, waiting }: AuditChoices, words: Dictionary): string {
  const { audit } = words;
  if (failure !== null) {
    const { title: why, next }: FailureWords = words.errors[failure.code];
    return fill(audit.choicesFailed, { why, next });
  }
  if (shown === null) return waiting.phase === 'slow' ? audit.choicesSlow : '';
  if (shown.length === 0) return text === '' ? audit.choicesNone : audit.choicesNotFound;
  return cut ? fill(audit.choicesCut, { n: MOST_CHOICES }) : '';
}
