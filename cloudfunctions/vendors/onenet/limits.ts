import { CallError } from '../../core/errors';

/** A wish beyond a printed limit is refused before it costs a call. */
export function assertWithin(kept: boolean, limit: string): void {
  if (!kept) throw new CallError('invalid-argument', `onenet: ${limit}`, { vendor: 'onenet' });
}

/** Length as people count it: one for each character, whatever its size in memory. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** Guide §1.1 and §2.3. */
export const MOST_TITLE = 64;
/** Guide §1.2. */
export const MOST_REGISTERED_TITLE = 32;

export function assertTitle(title: string, most: number = MOST_TITLE): void {
  const length = lengthOf(title);
  assertWithin(length > 0 && length <= most, `a title has 1 to ${most} characters`);
}
