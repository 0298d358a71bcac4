import { stringify } from 'csv-stringify/sync';
import { Temporal } from 'temporal-polyfill';
import type { AuditEntry } from '../../../typings/contract/audit';
import { COLUMNS, type AuditWords } from './words/dictionary';

/** An entry, and the zone by whose clocks its times are written. */
export interface CsvLine {
  readonly entry: AuditEntry;
  readonly zone: string;
}

/**
 * Lines of RFC 4180. The first page begins with a byte order mark, without which spreadsheets take Chinese for
 * something else, and with the heads. A cell that a spreadsheet would reckon out gets an apostrophe before it.
 */
export function toCsv(lines: readonly CsvLine[], { words, isFirst }: CsvForm): string {
  const rows = lines.map((line) => cellsOf(line, words)).map((cells) => COLUMNS.map((column) => cells[column]));
  const heads = COLUMNS.map((column) => words.heads[column]);
  return stringify(isFirst ? [heads, ...rows] : rows, { ...RFC_4180, bom: isFirst, escape_formulas: true });
}

/** Half an end of line, within a cell, wants quotes as well. */
const RFC_4180 = { record_delimiter: '\r\n', quote_record_delimiter: true } as const;

export interface CsvForm {
  readonly words: AuditWords;
  readonly isFirst: boolean;
}

type Cells = Readonly<Record<(typeof COLUMNS)[number], string>>;

function cellsOf({ entry, zone }: CsvLine, words: AuditWords): Cells {
  const { at, who, kind, action, storeName, cameraName, result, detail, durationMs, past } = entry;
  const time = (instant: number): string => timeIn(zone, instant);
  return {
    at: time(at),
    name: who ? who.name : words.deleted,
    visitorCode: who?.visitorCode ?? '',
    kind: words.kinds[kind],
    action: wordOf(words.actions, action),
    store: storeName ?? '',
    camera: cameraName ?? '',
    result: wordOf(words.results, result),
    detail,
    lasted: durationMs === null ? '' : String(Math.round(durationMs / 1000)),
    place: past ? words.places[past.place] : '',
    from: past ? time(past.from) : '',
    to: past ? time(past.to) : '',
  };
}

/** Lines outlive the calls that wrote them: what has no word any more stands as it was. */
function wordOf(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

/** Such as `2026-01-01 20:00:00+08:00`. */
function timeIn(zone: string, at: number): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return time.toString({ timeZoneName: 'never', smallestUnit: 'second' }).replace('T', ' ');
}
