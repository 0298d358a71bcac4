import * as v from 'valibot';
import type { Action, Actions } from '../actions';
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
  const { lifecycle, actions: inside } = transactionActions(deps);
  const outside = { ...collectionActions(deps), ...readActions(deps), ...writeActions(deps) };
  return { ...lifecycle, ...mapActions(outside, (name, action) => insideOrOutside(name, inside[name], action)) };
}

/** The SDK gives an action one name; only the id of a transaction tells whether it is meant to be part of one. */
function insideOrOutside(name: string, inside: Action | undefined, outside: Action): Action {
  return (body) => {
    if (!v.is(v.object({ transactionId: v.string() }), body)) return outside(body);
    if (!inside) throw unsupported(`${name} in a transaction`);
    return inside(body);
  };
}

function mapActions(actions: Actions, change: (name: string, action: Action) => Action): Actions {
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, change(name, action)]));
}

function collectionActions({ store, operations }: DatabaseDeps): Actions {
  return {
    'database.addCollection': action({ collectionName }, (body) => {
      operations.write(body.collectionName);
      store.createCollection(body.collectionName);
      return {};
    }),
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
