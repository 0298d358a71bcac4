/** What is wrong with the name of an object: `special` has characters that the object store refuses. */
export type ObjectNameProblem = 'empty' | 'long' | 'special' | 'taken';

const LONGEST_NAME = 256;
const LONGEST_DESCRIPTION = 1024;

/** What is wrong with a name, among those that there are; null when nothing is. */
export function objectNameProblem(name: string, taken: readonly string[]): ObjectNameProblem | null {
  if (name === '') return 'empty';
  if (name.length > LONGEST_NAME) return 'long';
  if (/[\\/:*?"<>|&=#%+\p{Cc}]/u.test(name)) return 'special';
  return taken.includes(name) ? 'taken' : null;
}

export const isDescriptionLong = (text: string): boolean => text.length > LONGEST_DESCRIPTION;
