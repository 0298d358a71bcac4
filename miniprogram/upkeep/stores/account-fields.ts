import type { CredentialField, Credentials } from '../../../typings/contract/upkeep';

/** What is wrong with what was typed, before anybody is asked. */
export type FieldFault = 'required' | 'address' | 'secure' | 'number' | 'choice';

/** By the names of fields, as typed. */
export type Values = Readonly<Partial<Record<string, string>>>;

const ADDRESS = /^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/i;
/** Nothing leaves the machine. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/i;

/** What stands in a form that nobody has touched. */
export function presetValues(fields: readonly CredentialField[]): Values {
  return Object.fromEntries(fields.map(({ name, preset }) => [name, preset ?? '']));
}

/** What is to be sent: what was left empty is left out, and blanks that came with pasting. */
export function credentialsOf(fields: readonly CredentialField[], values: Values): Credentials {
  const filled = fields.map(({ name }) => [name, typedIn(name, values)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}

/** By field; nothing of those that may be sent so. */
export function faultsOf(
  fields: readonly CredentialField[],
  values: Values,
): Readonly<Partial<Record<string, FieldFault>>> {
  const faults = fields.map((field) => [field.name, faultOf(field, fields, values)] as const);
  return Object.fromEntries(faults.filter((entry): entry is [string, FieldFault] => entry[1] !== null));
}

function faultOf(field: CredentialField, fields: readonly CredentialField[], values: Values): FieldFault | null {
  const value = typedIn(field.name, values);
  if (value === '') return isAsked(field, fields, values) ? 'required' : null;
  switch (field.kind) {
    case 'text':
    case 'secret':
      return null;
    case 'number':
      return /^\d{1,9}$/.test(value) ? null : 'number';
    case 'choice':
      return field.choices.includes(value) ? null : 'choice';
    case 'address':
      if (!ADDRESS.test(value)) return 'address';
      return isSafe(value, field.preset ?? '') ? null : 'secure';
  }
}

/** A part that may be left out as a whole is asked for once something stands in it. */
function isAsked({ name, required }: CredentialField, fields: readonly CredentialField[], values: Values): boolean {
  const part = partOf(name);
  if (!required || part === null) return required;
  return fields.some((other) => {
    const value = typedIn(other.name, values);
    return partOf(other.name) === part && value !== '' && value !== other.preset;
  });
}

/** Whether a field is asked for in every account. */
export function isAlwaysAsked({ name, required }: CredentialField): boolean {
  return required && partOf(name) === null;
}

function partOf(name: string): string | null {
  const dot = name.indexOf('.');
  return dot < 0 ? null : name.slice(0, dot);
}

/** A vendor whose own address has no encryption has nothing else. */
function isSafe(address: string, preset: string): boolean {
  return /^https:/i.test(address) || /^http:/i.test(preset) || LOOPBACK.test(address);
}

function typedIn(name: string, values: Values): string {
  return (values[name] ?? '').trim();
}
