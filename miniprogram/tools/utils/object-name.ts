/** What is wrong with the name of an object; which signs it may have, the vendor says. */
export type ObjectNameProblem = 'empty' | 'long' | 'unseen' | 'taken';

const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 1024;

/** What is wrong with a name, among those that there are; null when nothing is. */
export function objectNameProblem(name: string, taken: readonly string[]): ObjectNameProblem | null {
  if (name === '') return 'empty';
  if (Array.from(name).length > LONGEST_NAME) return 'long';
  if (/\p{Cc}/u.test(name)) return 'unseen';
  return taken.includes(name) ? 'taken' : null;
}

export const isDescriptionLong = (text: string): boolean => Array.from(text).length > LONGEST_DESCRIPTION;
