import { nameFrom, trimName } from '../../utils/names';

/** What is wrong with the name of an object; which signs it may have, the vendor says. */
export type ObjectNameProblem = 'empty' | 'long' | 'unseen' | 'taken';

const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 1024;

/** What is wrong with a name as it was typed, among those that there are; null when nothing is. */
export function objectNameProblem(typed: string, taken: readonly string[]): ObjectNameProblem | null {
  const name = trimName(typed);
  if (name === '') return 'empty';
  if (Array.from(name).length > LONGEST_NAME) return 'long';
  if (nameFrom(name, LONGEST_NAME) === '') return 'unseen';
  return taken.includes(name) ? 'taken' : null;
}

export const isDescriptionLong = (text: string): boolean => Array.from(text).length > LONGEST_DESCRIPTION;
