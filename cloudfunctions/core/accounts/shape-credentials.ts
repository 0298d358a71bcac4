import type { CredentialField, Credentials } from '../../../typings/contract/upkeep';
import { CallError } from '../errors';

/** What was typed into a vendor's fields, as the vendor's schema takes it; `invalid-argument` for a field it lacks. */
export function shapeCredentials(
  fields: readonly CredentialField[],
  typed: Credentials,
): Readonly<Record<string, unknown>> {
  const names = new Set(fields.map(({ name }) => name));
  if (!Object.keys(typed).every((name) => names.has(name))) {
    throw new CallError('invalid-argument', 'the vendor has no such credential');
  }
  const shaped = new Map<string, unknown>();
  const parts = new Map<string, Map<string, unknown>>();
  for (const { name, kind } of fields) {
    const text = Object.hasOwn(typed, name) ? typed[name] : undefined;
    if (text === undefined) continue;
    const value = kind === 'number' ? toNumber(text) : text;
    const [part = name, inner] = name.split('.');
    if (inner === undefined) shaped.set(name, value);
    else parts.set(part, new Map(parts.get(part)).set(inner, value));
  }
  for (const [part, inner] of parts) shaped.set(part, Object.fromEntries(inner));
  return Object.fromEntries(shaped);
}

/** What is no number stays as it is, for the schema to refuse. */
function toNumber(text: string): number | string {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
