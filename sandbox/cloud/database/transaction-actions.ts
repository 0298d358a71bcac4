import * as v from 'valibot';
import { Query } from 'mingo';
import type { Actions } from '../actions';
import { action } from '../actions';
import { CloudFailure, unsupported } from '../failure';
import type { DatabaseDeps } from './actions';
import { TRANSACTIONS } from './operations';
import { guard } from './query';
import { applyUpdate } from './update';
import type { Document } from './wire';
import { readDocument, writeDocument } from './wire';
import { toNewDocument } from './write';

const collectionName = v.string();
const transactionId = v.string();
const query = v.optional(v.string(), '');

/** What the SDK may do inside a transaction: operations on one document, named by its id. */
export function transactionActions(deps: DatabaseDeps): { lifecycle: Actions; actions: Actions } {
  const { transactions, operations } = deps;
  const id = { transactionId };
  return {
    lifecycle: {
      'database.startTransaction': () => {
        operations.write(TRANSACTIONS);
        return { transactionId: transactions.start() };
      },
      'database.commitTransaction': action(id, (body) => {
        operations.write(TRANSACTIONS);
        transactions.commit(body.transactionId);
        return {};
      }),
      'database.abortTransaction': action(id, (body) => {
        operations.write(TRANSACTIONS);
        transactions.abort(body.transactionId);
        return {};
      }),
    },
    actions: { ...readingActions(deps), ...changingActions(deps) },
  };
}

function readingActions({ store, transactions, operations, now }: DatabaseDeps): Actions {
  return {
    'database.getDocument': action(
      { collectionName, transactionId, query, projection: v.optional(v.string()) },
      (body) => {
        operations.read(body.collectionName);
        const { id } = singleDocument(body.query, now());
        const document = transactions.read(body.transactionId, store.table(body.collectionName), id);
        const found = document ? [document] : [];
        if (body.projection === undefined) return { data: { list: found.map(writeDocument) } };
        const projection = readDocument(body.projection, new Date(now()));
        const list = guard(() => new Query({}).find<Document>(found, projection).all());
        return { data: { list: list.map(writeDocument) } };
      },
    ),
  };
}

function changingActions({ store, transactions, operations, now }: DatabaseDeps): Actions {
  const read = (text: string) => readDocument(text, new Date(now()));
  return {
    'database.insertDocument': action({ collectionName, transactionId, data: v.array(v.string()) }, (body) => {
      operations.write(body.collectionName);
      const table = store.table(body.collectionName);
      const [document, ...more] = body.data.map((text) => toNewDocument(read(text)));
      if (!document || more.length > 0) throw unsupported('adding several documents at once in a transaction');
      if (transactions.read(body.transactionId, table, document._id)) throw duplicateId(table.collection, document._id);
      transactions.write(body.transactionId, table, document._id, document);
      return { data: { insertedIds: [document._id] } };
    }),
    'database.modifyDocument': action(
      { collectionName, transactionId, query, data: v.string(), merge: v.boolean() },
      (body) => {
        operations.write(body.collectionName);
        const table = store.table(body.collectionName);
        const { id } = singleDocument(body.query, now());
        const data = read(body.data);
        const before = transactions.read(body.transactionId, table, id);
        if (body.merge && !before) return { data: { updated: 0 } };
        const after = body.merge && before ? applyUpdate(before, data) : toNewDocument({ ...data, _id: id });
        transactions.write(body.transactionId, table, id, after);
        return { data: before ? { updated: 1 } : { updated: 0, upsert_id: id } };
      },
    ),
    'database.modifyAndReturnDoc': action({ collectionName, transactionId, query, data: v.string() }, (body) => {
      operations.write(body.collectionName);
      const table = store.table(body.collectionName);
      const { id, filter } = singleDocument(body.query, now());
      const before = transactions.read(body.transactionId, table, id);
      if (!before || !guard(() => new Query(filter).test(before))) return { data: { updated: 0 } };
      const after = applyUpdate(before, read(body.data));
      transactions.write(body.transactionId, table, id, after);
      return { data: { updated: 1, doc: writeDocument(after) } };
    }),
    'database.removeDocument': action({ collectionName, transactionId, query }, (body) => {
      operations.write(body.collectionName);
      const table = store.table(body.collectionName);
      const { id } = singleDocument(body.query, now());
      const existed = transactions.read(body.transactionId, table, id) !== null;
      if (existed) transactions.write(body.transactionId, table, id, null);
      return { data: { deleted: existed ? 1 : 0 } };
    }),
  };
}

function singleDocument(text: string, now: number): { id: unknown; filter: Document } {
  const filter = text === '' ? {} : readDocument(text, new Date(now));
  const { _id } = filter;
  const id = typeof _id === 'object' && _id !== null && '$eq' in _id ? _id.$eq : _id;
  if (typeof id === 'string' || typeof id === 'number') return { id, filter };
  throw new CloudFailure('DATABASE_INVALID_OPERRATOR', 'a transaction works on single documents, named by _id'); // sic
}

function duplicateId(collection: string, id: unknown): CloudFailure {
  return new CloudFailure(
    'DATABASE_REQUEST_FAILED',
    '[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error ' +
      `collection: sandbox.${collection} index: _id_ dup key: { _id: ${JSON.stringify(id)} }}]}, {<nil>}]`,
  );
}
