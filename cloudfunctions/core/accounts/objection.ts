import type { ErrorCode } from '../../../typings/contract/errors';
import { CallError } from '../errors';

/** What a vendor has against an account. `field`: which of its credentials is wrong, where the vendor tells. */
export interface Objection {
  readonly code: ErrorCode;
  readonly field: string | null;
}

/** Which credential a vendor speaks of when it refuses a call; null where it does not tell. */
export type FieldBehind = (error: CallError) => string | null;

/** What comes of asking a vendor something harmless; null when it answers. A fault of ours rejects. */
export async function objectionTo(ask: () => Promise<unknown>, fieldBehind: FieldBehind): Promise<Objection | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { code: error.code, field: fieldBehind(error) };
  }
}

/** For vendors whose codes each speak of one credential. */
export function fieldByCode(fields: Readonly<Record<string, string>>): FieldBehind {
  return ({ vendorCode = '' }) => (Object.hasOwn(fields, vendorCode) ? (fields[vendorCode] ?? null) : null);
}
