import type { Hours, Person, StoreGrant } from '../../typings/contract/people';
import { fill } from '../utils/fill';
import type { Dictionary } from '../i18n/index';

type Words = Dictionary['people'];

export const nameOf = ({ name }: Pick<Person, 'name'>, { unnamed }: Words): string => (name === '' ? unnamed : name);

/** With the visitor code, which tells people of one name apart. */
export function nameWithCode(person: Person, words: Words): string {
  return fill(words.nameWithCode, { name: nameOf(person, words), code: person.visitorCode });
}

/** The names that more than one of these people bear. */
export function doubleNames(people: readonly Pick<Person, 'name'>[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(people.map(({ name }) => name).filter((name) => seen.has(name) || !seen.add(name)));
}

/** When a grant holds: 全天, 09:00–18:00, 22:00–次日 06:00. */
export function hoursWords(hours: Hours | null, words: Words): string {
  if (hours === null) return words.always;
  const to = timeOf(hours.to);
  return fill(words.span, {
    from: timeOf(hours.from),
    to: hours.to <= hours.from ? fill(words.nextDay, { time: to }) : to,
  });
}

/** 店员, or 店员 09:00–18:00. */
export function grantWords({ role, hours }: Pick<StoreGrant, 'role' | 'hours'>, words: Words): string {
  return hours === null ? words.roles[role] : `${words.roles[role]} ${hoursWords(hours, words)}`;
}

/** A minute of the day as clocks show it: 09:05. */
export function timeOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** What a time picker answers, as a minute of the day. */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
