import { createHash } from 'node:crypto';

/** An id that follows from these parts, and leads back to none of them. */
export function digestId(...parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
