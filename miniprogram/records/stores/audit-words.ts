import type { ZoneOffset } from '../../../typings/contract/domain';
import type { AuditEntry } from '../../../typings/contract/audit';
import type { SharedPast } from '../../../typings/contract/codes';
import { nameOf, nameWithCode } from '../../stores/person-words';
import { fill } from '../../utils/fill';
import { clockWords, offsetMs } from '../../utils/wall-clock';
import type { Dictionary } from '../i18n/index';
import { detailWords, pick } from './audit-detail';

export interface AuditSetting {
  readonly words: Dictionary;
  readonly offsets: readonly ZoneOffset[];
  /** Epoch ms. */
  readonly now: number;
  /** The caller's visitor code. */
  readonly own: string;
  /** Names that more than one person bears. */
  readonly doubles: ReadonlySet<string>;
}

/** One entry in words. */
export interface AuditRow {
  readonly key: string;
  /** Its day, where it is the first of that day; else empty. */
  readonly day: string;
  readonly time: string;
  readonly title: string;
  readonly detail: string;
  /** Why it failed; empty when it did not. */
  readonly fault: string;
  /** All of it for those who listen. */
  readonly label: string;
}

export function auditRows(entries: readonly AuditEntry[], setting: AuditSetting): readonly AuditRow[] {
  let day = '';
  return entries.map((entry) => {
    const own = dayOf(entry.at, setting);
    const isFirst = own !== day;
    day = own;
    return auditRow(entry, isFirst ? dayWords(own, setting) : '', setting);
  });
}

function auditRow(entry: AuditEntry, day: string, setting: AuditSetting): AuditRow {
  const { audit, common } = setting.words;
  const time = clockWords(entry.at, setting.offsets);
  const title = fill(audit.line, { who: whoWords(entry, setting), what: actionWords(entry, setting.words) });
  const parts = [
    entry.cameraName ?? '',
    entry.storeName ?? '',
    detailWords(entry, setting.words),
    entry.past === null ? '' : pastWords(entry.past, setting),
    entry.durationMs === null ? '' : fill(audit.lasted, { length: lengthWords(entry.durationMs, setting.words) }),
  ];
  const detail = parts.filter((part) => part !== '').join(' · ');
  const fault = entry.result === 'ok' ? '' : fill(audit.failed, { why: resultWords(entry.result, setting.words) });
  const label = [day, time, title, detail, fault].filter((part) => part !== '').join(common.listComma);
  return { key: entry.id, day, time, title, detail, fault, label };
}

export function whoWords({ who }: Pick<AuditEntry, 'who'>, { words, own, doubles }: AuditSetting): string {
  if (who === null) return words.audit.deleted;
  if (who.visitorCode === own) return words.people.self;
  return who.name === '' || doubles.has(who.name) ? nameWithCode(who, words.people) : nameOf(who, words.people);
}

/** Lines outlive the calls that wrote them: what has no words any more is told by its kind. */
function actionWords({ action, kind }: Pick<AuditEntry, 'action' | 'kind'>, { audit }: Dictionary): string {
  return pick<string>(audit.actions, action) ?? audit.kinds[kind];
}

const resultWords = (result: string, { audit }: Dictionary): string => pick<string>(audit.results, result) ?? result;

/** What of the past, by the clocks: 存储卡 昨天 13:00:00–13:05:00. */
function pastWords({ place, from, to }: SharedPast, setting: AuditSetting): string {
  const { audit } = setting.words;
  // What ends at midnight still belongs to the day before.
  const [day, dayTo] = [dayOf(from, setting), dayOf(Math.max(from, to - 1), setting)];
  const bounds = [day, dayTo];
  return fill(day === dayTo ? audit.past : audit.pastOverDays, {
    place: audit.places[place],
    day: dayWords(day, setting, bounds),
    dayTo: dayWords(dayTo, setting, bounds),
    from: clockWords(from, setting.offsets),
    to: clockWords(to, setting.offsets),
  });
}

/** How long, in words: 45 秒, 12 分 30 秒, 1 小时 5 分. */
function lengthWords(ms: number, { audit }: Dictionary): string {
  const seconds = Math.round(ms / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (h > 0) return fill(audit.hours, { h, m });
  return m > 0 ? fill(audit.minutes, { m, s }) : fill(audit.seconds, { s });
}

/** The day, `YYYY-MM-DD`, that the clocks have at an instant (epoch ms). */
export function dayOf(at: number, { offsets }: Pick<AuditSetting, 'offsets'>): string {
  return new Date(at + offsetMs(offsets, at)).toISOString().slice(0, 10);
}

const DAY_MS = 24 * 60 * 60_000;

/** 今天, 昨天, 11月20日, 2025年11月20日; with the year where `beside` has a day of another one. */
export function dayWords(
  day: string,
  setting: Pick<AuditSetting, 'offsets' | 'now' | 'words'>,
  beside: readonly string[] = [],
): string {
  const { audit, common } = setting.words;
  const today = dayOf(setting.now, setting);
  if (day === today) return audit.today;
  if (Date.parse(today) - Date.parse(day) === DAY_MS) return audit.yesterday;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const isThisYear = [today, ...beside].every((other) => other.slice(0, 4) === day.slice(0, 4));
  const template = isThisYear ? audit.date : audit.dateWithYear;
  const monthName = common.monthNames.split(' ')[month - 1] ?? String(month);
  return fill(template, { year, monthName, day: date });
}
