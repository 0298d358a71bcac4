import type { AccountCheck, AccountProblem, CredentialField } from '../../../typings/contract/upkeep';
import { faultWords } from '../../stores/page-screen';
import type { FailureWords } from '../../utils/failure-words';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { AccountDraft } from './account-draft';
import { isAlwaysAsked } from './account-fields';
import type { AccountStore } from './account-store';
import { abilityWords, fieldWords } from './vendor-words';

/** One of a vendor's credentials, as it is asked for. */
export interface FieldRow {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Whether what is typed is covered. */
  readonly covered: boolean;
  /** What the button that uncovers it reads; empty where nothing is secret. */
  readonly toggle: string;
  readonly toggleLabel: string;
  /** What is wrong; empty while nothing is. */
  readonly problem: string;
  /** Empty but for a choice. */
  readonly choices: readonly string[];
  readonly index: number;
}

/** What the vendor said, in words. */
export interface CheckView {
  readonly good: boolean;
  readonly title: string;
  /** What to do; empty when nothing is wrong. */
  readonly next: string;
  readonly works: string;
  readonly lacks: string;
}

export function fieldRows({ draft, check }: Pick<AccountStore, 'draft' | 'check'>, words: Dictionary): FieldRow[] {
  const refused = check?.problem?.field ?? null;
  return draft.fields.map((field) => fieldRow(field, { draft, words, isRefused: refused === field.name }));
}

interface Given {
  readonly draft: AccountDraft;
  readonly words: Dictionary;
  /** Whether the vendor said that this is the one that is wrong. */
  readonly isRefused: boolean;
}

function fieldRow(field: CredentialField, { draft, words, isRefused }: Given): FieldRow {
  const { name: key, kind, choices } = field;
  const { account } = words;
  const { label: called, hint } = fieldWords(draft.vendorId ?? '', key, words);
  const label = isAlwaysAsked(field) ? called : `${called} · ${account.optional}`;
  const value = draft.values[key] ?? '';
  const fault = draft.faultOf(key) ?? (isRefused ? 'refused' : null);
  const isSecret = kind === 'secret';
  const isShown = draft.shown.has(key);
  return {
    ...{ key, label, hint, value, choices },
    covered: isSecret && !isShown,
    toggle: !isSecret ? '' : isShown ? account.hide : account.show,
    toggleLabel: fill(isShown ? account.hideOf : account.showOf, { label: called }),
    problem: fault === null ? '' : account.fieldFaults[fault],
    index: Math.max(0, choices.indexOf(value)),
  };
}

function problemWords(problem: AccountProblem, words: Dictionary): FailureWords {
  const { heldBy: name } = problem;
  const { held, problems } = words.account;
  if (name === undefined) return faultWords(problem, words, problems);
  return { title: fill(held.title, { name }), next: held.next };
}

export function checkView({ problem, works, lacks }: AccountCheck, words: Dictionary): CheckView {
  const { account } = words;
  const said = problem === null ? null : problemWords(problem, words);
  const list = (template: string, abilities: typeof works) =>
    problem !== null || abilities.length === 0 ? '' : fill(template, { list: abilityWords(abilities, words) });
  return {
    good: said === null,
    title: said?.title ?? account.takes,
    next: said?.next ?? '',
    works: list(account.works, works),
    lacks: list(account.lacks, lacks),
  };
}
