import * as v from 'valibot';
import type { Actions } from '../actions';
import { action } from '../actions';
import { unsupported } from '../failure';
import { aggregate } from './aggregate';
import type { Stage } from './aggregate';
import type { OperationCounter } from './operations';
import { count, find } from './query';
import type { Find } from './query';
import type { Store } from './store';
import type { Transactions } from './transactions';
import { transactionActions } from './transaction-actions';
import type { Document } from './wire';
import { readDocument, readValue, writeDocument } from './wire';
import { add, put, remove, toNewDocument, update, updateAndReturn } from './write';

export interface DatabaseDeps {
  readonly store: Store;
  readonly transactions: Transactions;
  readonly operations: OperationCounter;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The platform's cap on the documents that one `get` returns, and what it returns unasked. */
const MOST_DOCUMENTS = 1000;
const DEFAULT_DOCUMENTS = 100;

const collectionName = v.string();
const text = v.optional(v.string(), '');
const natural = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** `database.*`, with the SDK's names and shapes. */
export function databaseActions(deps: DatabaseDeps): Actions {
  const within = transactionActions(deps);
  const { store, operations } = deps;
  const readers = readActions(deps);
  const writers = writeActions(deps);
  return {
    'database.addCollection': action({ collectionName }, (body) => {
      operations.write(body.collectionName);
      store.createCollection(body.collectionName);
      return {};
    }),
    ...readers,
    ...writers,
    ...within.lifecycle,
    // The SDK names the same actions inside a transaction and outside.
    'database.getDocument': eitherWay(within.actions, readers, 'database.getDocument'),
    'database.insertDocument': eitherWay(within.actions, writers, 'database.insertDocument'),
    'database.modifyDocument': eitherWay(within.actions, writers, 'database.modifyDocument'),
    'database.modifyAndReturnDoc': eitherWay(within.actions, writers, 'database.modifyAndReturnDoc'),
    'database.removeDocument': eitherWay(within.actions, writers, 'database.removeDocument'),
  };
}

function eitherWay(within: Actions, outside: Actions, name: string): Actions[string] {
  const isWithin = (body: unknown) => v.is(v.object({ transactionId: v.string() }), body);
  return (body) => {
    const chosen = (isWithin(body) ? within : outside)[name];
    if (!chosen) throw unsupported(`${name} in a transaction`);
    return chosen(body);
  };
}

function readActions({ store, operations, now }: DatabaseDeps): Actions {
  const read = (expression: string) => readExpression(expression, now());
  return {
    'database.getDocument': action(
      { collectionName, query: text, order: text, projection: text, offset: natural, limit: natural },
      (body) => {
        operations.read(body.collectionName);
        const list = find(store, store.table(body.collectionName), {
          filter: read(body.query),
          sort: toSort(read(body.order)),
          skip: body.offset ?? 0,
          limit: Math.min(body.limit ?? DEFAULT_DOCUMENTS, MOST_DOCUMENTS),
          projection: body.projection === '' ? null : read(body.projection),
        });
        return { data: { list }, offset: body.offset, limit: body.limit };
      },
    ),
    'database.calculateDocument': action({ collectionName, query: text }, (body) => {
      operations.read(body.collectionName);
      return { data: { total: count(store, store.table(body.collectionName), read(body.query)) } };
    }),
    'database.aggregateDocuments': action(
      { collectionName, stages: v.array(v.object({ stageKey: v.string(), stageValue: v.string() })) },
      (body) => {
        operations.read(body.collectionName);
        const at = new Date(now());
        const stages = body.stages.map(({ stageKey, stageValue }): Stage => [stageKey, readValue(stageValue, at)]);
        return { data: { list: aggregate(store, store.table(body.collectionName), stages).map(writeDocument) } };
      },
    ),
  };
}

function writeActions({ store, operations, now }: DatabaseDeps): Actions {
  const read = (expression: string) => readExpression(expression, now());
  return {
    'database.insertDocument': action({ collectionName, data: v.array(v.string()) }, (body) => {
      operations.write(body.collectionName);
      const documents = body.data.map((document) => toNewDocument(read(document)));
      return { data: { insertedIds: add(store, store.table(body.collectionName), documents) } };
    }),
    'database.modifyDocument': action(
      { collectionName, query: text, data: v.string(), multi: v.boolean(), merge: v.boolean(), upsert: v.boolean() },
      (body) => {
        operations.write(body.collectionName);
        const table = store.table(body.collectionName);
        const filter = read(body.query);
        const data = read(body.data);
        if (body.merge)
          return { data: { updated: update(store, table, { filter, modifier: data, multi: body.multi }) } };
        const existed = put(store, table, toNewDocument({ ...data, _id: filter._id }));
        return { data: existed ? { updated: 1 } : { updated: 0, upsert_id: filter._id } };
      },
    ),
    'database.modifyAndReturnDoc': action({ collectionName, query: text, data: v.string() }, (body) => {
      operations.write(body.collectionName);
      const change = { filter: read(body.query), modifier: read(body.data), multi: false };
      const document = updateAndReturn(store, store.table(body.collectionName), change);
      return { data: document ? { updated: 1, doc: writeDocument(document) } : { updated: 0 } };
    }),
    'database.removeDocument': action({ collectionName, query: text, multi: v.boolean() }, (body) => {
      operations.write(body.collectionName);
      const removal = { filter: read(body.query), multi: body.multi };
      return { data: { deleted: remove(store, store.table(body.collectionName), removal) } };
    }),
  };
}

/** The SDK sends no text at all, or an empty one, for "everything". */
function readExpression(expression: string, now: number): Document {
  return expression === '' ? {} : readDocument(expression, new Date(now));
}

function toSort(order: Document): Find['sort'] {
  return Object.fromEntries(Object.entries(order).map(([field, direction]) => [field, direction === -1 ? -1 : 1]));
}
