import type { Right } from '../../../typings/contract/domain';
import type { StoreGrant } from '../../../typings/contract/people';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { changeOf, EVERY_RIGHT, hoursFault, lockOf, mayGive, ROLES, type GrantDraft, type Holding } from './grants';
import { hoursWords, timeOf } from '../../stores/person-words';

/** One right as a switch. */
export interface RightRow {
  readonly key: Right;
  readonly label: string;
  readonly on: boolean;
  /** Why it cannot be switched; empty where it can. */
  readonly why: string;
}

/** One of several of which one holds. */
interface Row<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly detail: string;
  readonly chosen: boolean;
}

/** What somebody may do in one store, to be changed. */
export interface EditorView {
  readonly roles: readonly Row<StoreGrant['role']>[];
  readonly rights: readonly RightRow[];
  readonly limits: readonly Row<'always' | 'limited'>[];
  readonly limited: boolean;
  /** As a time picker takes it, and as it reads. */
  readonly from: string;
  readonly fromWords: string;
  readonly fromLabel: string;
  readonly to: string;
  readonly toWords: string;
  readonly toLabel: string;
  readonly hours: string;
  readonly hoursBad: boolean;
  /** What saving changes, a line each; empty where there is nothing to save. */
  readonly changes: readonly string[];
  readonly savable: boolean;
}

interface Given {
  /** As it is now; null for somebody who is new in the store. */
  readonly before: GrantDraft | null;
  readonly draft: GrantDraft;
  readonly holding: Holding;
}

export function editorView({ before, draft, holding }: Given, words: Dictionary): EditorView {
  const { member, people } = words;
  const fault = hoursFault(draft.hours, holding);
  const changes = changeLines(before, draft, words);
  const [from, to] = [timeOf(draft.hours?.from ?? 0), timeOf(draft.hours?.to ?? 0)];
  return {
    roles: ROLES.map((key) => ({
      key,
      label: people.roles[key],
      detail: mayGive(key, holding) ? '' : member.partly,
      chosen: key === draft.role,
    })),
    rights: EVERY_RIGHT.map((key) => ({
      key,
      label: people.rights[key],
      on: draft.rights.includes(key),
      why: lockWords(lockOf(key, holding), words),
    })),
    limits: limitRows(draft, holding, words),
    limited: draft.hours !== null,
    ...{ from, fromWords: fill(member.from, { time: from }), fromLabel: fill(member.fromLabel, { time: from }) },
    ...{ to, toWords: fill(member.to, { time: to }), toLabel: fill(member.toLabel, { time: to }) },
    hours: hoursLine(draft, fault, words),
    hoursBad: fault !== null,
    changes,
    savable: changes.length > 0 && fault === null,
  };
}

function limitRows({ hours }: GrantDraft, holding: Holding, { member, people }: Dictionary): EditorView['limits'] {
  const own = holding.hours === null ? '' : fill(member.ownHours, { hours: hoursWords(holding.hours, people) });
  return [
    { key: 'always', label: member.allDay, detail: own, chosen: hours === null },
    { key: 'limited', label: member.limited, detail: '', chosen: hours !== null },
  ];
}

function lockWords(lock: ReturnType<typeof lockOf>, { member }: Dictionary): string {
  switch (lock) {
    case 'always':
      return member.always;
    case 'not-held':
      return member.notHeld;
    case null:
      return '';
  }
}

function hoursLine(
  { hours }: GrantDraft,
  fault: ReturnType<typeof hoursFault>,
  { member, people }: Dictionary,
): string {
  if (fault === 'none') return member.noHours;
  if (fault === 'beyond') return member.beyondHours;
  return hours === null ? member.allDayHint : fill(member.hoursHint, { hours: hoursWords(hours, people) });
}

function changeLines(before: GrantDraft | null, draft: GrantDraft, { member, people }: Dictionary): readonly string[] {
  const change = changeOf(before, draft);
  if (change === null) return [];
  const names = (rights: readonly Right[]) => rights.map((right) => people.rights[right]).join(member.and);
  const lines: string[] = [];
  if (change.role !== null) {
    const to = people.roles[change.role];
    lines.push(
      before === null ? fill(member.becomes, { to }) : fill(member.role, { from: people.roles[before.role], to }),
    );
  }
  if (change.added.length > 0) lines.push(fill(member.added, { rights: names(change.added) }));
  if (change.removed.length > 0) lines.push(fill(member.removed, { rights: names(change.removed) }));
  if (change.hours !== null) {
    const from = hoursWords(before?.hours ?? null, people);
    lines.push(fill(member.hours, { from, to: hoursWords(change.hours.hours, people) }));
  }
  return lines;
}
