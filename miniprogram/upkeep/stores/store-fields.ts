import type { ManagedStore } from '../../../typings/contract/upkeep';
import { LONGEST_THING_NAME, nameFrom, trimName } from '../../utils/names';

/** What can be written about a store. */
export type StoreFields = Pick<ManagedStore, 'name' | 'address' | 'zone'>;
export type StoreField = keyof StoreFields;
/** Why a field cannot be saved; null where it can. */
export type FieldProblem = 'empty' | 'long' | 'unknown' | null;

export const NEW_STORE: StoreFields = { name: '', address: '', zone: 'Asia/Shanghai' };
/** As long as the contract allows. */
export const LONGEST: Readonly<Record<'name' | 'address', number>> = { name: LONGEST_THING_NAME, address: 100 };

/** `Asia/Shanghai`, `UTC`, `America/Argentina/Ushuaia`; whether there is such a zone, the cloud knows. */
const ZONE = /^[A-Z][\w+-]*(\/[A-Z][\w+-]*){0,2}$/i;

/** What is kept of what was typed. */
export function keptOf(field: StoreField, typed: string): string {
  return field === 'name' ? trimName(typed) : typed.trim();
}

export function problemOf(field: StoreField, typed: string): FieldProblem {
  const text = keptOf(field, typed);
  const { length } = Array.from(text);
  switch (field) {
    case 'name':
      if (length > LONGEST.name) return 'long';
      return nameFrom(text, LONGEST.name) === '' ? 'empty' : null;
    case 'address':
      return length > LONGEST.address ? 'long' : null;
    case 'zone':
      return length === 0 ? 'empty' : ZONE.test(text) ? null : 'unknown';
  }
}
