import { randomBytes } from 'node:crypto';
import { CloudFailure } from '../failure';
import type { Table } from './manifest';
import { matching, planOf } from './query';
import type { Store } from './store';
import { applyUpdate, checkUpdate, isSameDocument } from './update';
import type { Document } from './wire';

export interface Change {
  readonly filter: Document;
  readonly modifier: Document;
  readonly multi: boolean;
}

/** A document as it is to be added: with an id, and no field that reads as an operator. */
export function toNewDocument(fields: Document): Document {
  const operator = Object.keys(fields).find((key) => key.startsWith('$'));
  if (operator !== undefined) throw new CloudFailure('INVALID_PARAM', `a document has no field ${operator}`);
  const { _id = randomBytes(16).toString('hex'), ...rest } = fields;
  return { _id, ...rest };
}

/** Adds in order up to the first that cannot be, as the platform does; those before it stay. */
export function add(store: Store, table: Table, documents: readonly Document[]): unknown[] {
  return inOrder(store, documents, (document) => {
    store.insert(table, document);
    return document._id;
  });
}

/** Returns how many documents became different. */
export function update(store: Store, table: Table, { filter, modifier, multi }: Change): number {
  const rows = matching(store, table, planOf(table, filter, ''), multi ? Infinity : 1);
  if (rows.length === 0) checkUpdate(modifier);
  const changed = inOrder(store, rows, (row) => {
    const before = store.parse(row);
    const after = applyUpdate(before, modifier);
    if (isSameDocument(before, after)) return false;
    store.replace(table, row, after);
    return true;
  });
  return changed.filter(Boolean).length;
}

/** Updates the first document that passes and hands it back as it then is; null when there is none. */
export function updateAndReturn(store: Store, table: Table, { filter, modifier }: Change): Document | null {
  const [row] = matching(store, table, planOf(table, filter, ''), 1);
  if (!row) {
    checkUpdate(modifier);
    return null;
  }
  const after = applyUpdate(store.parse(row), modifier);
  store.replace(table, row, after);
  return after;
}

/** Puts a whole document in the place of the one with its id; false when it is new. */
export function put(store: Store, table: Table, document: Document): boolean {
  const row = store.byId(table, document._id);
  if (row) store.replace(table, row, document);
  else store.insert(table, document);
  return row !== null;
}

export function remove(store: Store, table: Table, { filter, multi }: Pick<Change, 'filter' | 'multi'>): number {
  const rows = matching(store, table, planOf(table, filter, ''), multi ? Infinity : 1);
  store.transact(() => {
    for (const row of rows) store.remove(table, row);
  });
  return rows.length;
}

/** One commit for all that succeed, then the first failure. */
function inOrder<T, R>(store: Store, items: readonly T[], act: (item: T) => R): R[] {
  const { results, failure } = store.transact(() => takeWhileSucceeding(items, act));
  if (failure) throw failure;
  return results;
}

function takeWhileSucceeding<T, R>(items: readonly T[], act: (item: T) => R): { results: R[]; failure?: Error } {
  const results: R[] = [];
  for (const item of items) {
    try {
      results.push(act(item));
    } catch (error) {
      return { results, failure: error instanceof Error ? error : new Error(String(error)) };
    }
  }
  return { results };
}
