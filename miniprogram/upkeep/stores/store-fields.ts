import type { ManagedStore } from '../../../typings/contract/upkeep';

/** What can be written about a store. */
export type StoreFields = Pick<ManagedStore, 'name' | 'address' | 'zone'>;
export type StoreField = keyof StoreFields;
/** Why a field cannot be saved; null where it can. */
export type FieldProblem = 'empty' | 'long' | 'unknown' | null;

export const NEW_STORE: StoreFields = { name: '', address: '', zone: 'Asia/Shanghai' };
/** As long as the contract allows. */
export const LONGEST: Readonly<Record<'name' | 'address', number>> = { name: 40, address: 100 };

/** `Asia/Shanghai`, `UTC`, `America/Argentina/Ushuaia`; whether there is such a zone, the cloud knows. */
const ZONE = /^[A-Z][\w+-]*(\/[A-Z][\w+-]*){0,2}$/i;

export function problemOf(field: StoreField, text: string): FieldProblem {
  const length = Array.from(text.trim()).length;
  switch (field) {
    case 'name':
      return length === 0 ? 'empty' : length > LONGEST.name ? 'long' : null;
    case 'address':
      return length > LONGEST.address ? 'long' : null;
    case 'zone':
      return length === 0 ? 'empty' : ZONE.test(text.trim()) ? null : 'unknown';
  }
}
