import tcb from '@cloudbase/node-sdk';
import type { CountRow, Collection, Database, Filter, FindQuery, Where } from './database';
import { DuplicateDocument, PAGE } from './database';
import type { CollectionName, Documents } from './documents';
import type { Storage } from './files';
import type { OpenApi } from './wechat/open-api';

type Sdk = ReturnType<ReturnType<typeof tcb.init>['database']>;

const OPERATION_TIMEOUT_MS = 5_000;
/** An address is used at once. */
const ADDRESS_LIFE_S = 60;
const MOST_GROUPS = 10_000; // unless told, an aggregation hands back its first 20 rows only

/** The document database of the environment that this process runs in. */
export function openDatabase(): Database {
  const sdk = openApp().database();
  return { collection: (name) => openCollection(sdk, name) };
}

/** The files of the environment that this process runs in. */
export function openStorage(): Storage {
  const app = openApp();
  return {
    async addressOf(fileID) {
      const { fileList } = await app.getTempFileURL({ fileList: [{ fileID, maxAge: ADDRESS_LIFE_S }] });
      const [file] = fileList;
      if (file?.code === 'SUCCESS') return file.tempFileURL;
      if (file?.code === NO_SUCH_FILE) return null;
      throw new Error('the storage gave no address');
    },
    async addressesOf(fileIDs, maxAge) {
      const wanted = fileIDs.map((fileID) => ({ fileID, maxAge }));
      const { fileList } = await app.getTempFileURL({ fileList: wanted });
      const found = fileList.filter(({ code }) => code === 'SUCCESS');
      return new Map(found.map(({ fileID, tempFileURL }) => [fileID, tempFileURL]));
    },
    async put(cloudPath, bytes) {
      const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(bytes) });
      if (typeof fileID !== 'string' || fileID === '') throw new Error('the storage took no file');
      return fileID;
    },
    async idOf(cloudPath) {
      return (await app.getUploadMetadata({ cloudPath })).data.fileId;
    },
    async remove(fileID) {
      const [file] = (await app.deleteFile({ fileList: [fileID] })).fileList;
      if (file?.code !== 'SUCCESS' && file?.code !== NO_SUCH_FILE) throw new Error('the storage removed nothing');
    },
  };
}

/** WeChat's server interfaces, of which `config.json` names those that a function may ask. */
export function openOpenApi(): OpenApi {
  const app = openApp();
  return async (apiName, request) => {
    const answer: unknown = await app.callCompatibleWxOpenApi({ apiName, requestData: Buffer.from(request) });
    return answer;
  };
}

const NO_SUCH_FILE = 'STORAGE_FILE_NONEXIST';

const openApp = () => tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true, timeout: OPERATION_TIMEOUT_MS });

function openCollection<C extends CollectionName>(sdk: Sdk, name: C): Collection<Documents[C]> {
  type D = Documents[C];
  const reference = sdk.collection(name);
  return {
    async get(id) {
      return documentsOf<D>(await reference.doc(id).get())[0] ?? null;
    },
    async find({ where = {}, sort = [], limit }: FindQuery<D>) {
      let query = reference.where(toFilter(sdk, where)).limit(Math.min(limit, PAGE));
      for (const order of sort) {
        query = order.startsWith('-') ? query.orderBy(order.slice(1), 'desc') : query.orderBy(order, 'asc');
      }
      return documentsOf<D>(await query.get());
    },
    async add(documents) {
      await reference.add([...documents]).catch((error: unknown) => {
        throw isDuplicate(error) ? new DuplicateDocument(name) : error;
      });
    },
    async update(where, change) {
      return numberOf('updated', await reference.where(toFilter(sdk, where)).update(change));
    },
    async remove(where) {
      return numberOf('deleted', await reference.where(toFilter(sdk, where)).remove());
    },
    async countBy<K extends keyof D & string>(filter: Filter<D>, fields: readonly K[]) {
      const group = { _id: Object.fromEntries(fields.map((field) => [field, `$${field}`])), count: { $sum: 1 } };
      const pipeline = reference.aggregate().match(toFilter(sdk, filter)).group(group).limit(MOST_GROUPS);
      const rows = documentsOf<{ _id: Pick<D, K>; count: number }>(await pipeline.end());
      return rows.map(({ _id, count }): CountRow<D, K> => ({ ..._id, count }));
    },
  };
}

/** Only our own functions write these collections, so what comes back has the shape that went in. */
function documentsOf<D>(result: unknown): D[] {
  const data: unknown = Reflect.get(Object(result) as object, 'data');
  if (!Array.isArray(data)) throw new Error('the database answered without documents');
  return data as D[];
}

function numberOf(field: 'updated' | 'deleted', result: unknown): number {
  const count = Number(Reflect.get(Object(result) as object, field));
  if (!Number.isInteger(count)) throw new Error(`the database did not tell how many it ${field}`);
  return count;
}

function toFilter<D>(sdk: Sdk, filter: Filter<D>): object {
  const branches = isSeveral(filter) ? filter : [filter];
  const [only] = branches;
  if (branches.length === 1 && only) return toCondition(sdk, only);
  return sdk.command.or(branches.map((branch) => toCondition(sdk, branch)));
}

function isSeveral<D>(filter: Filter<D>): filter is readonly Where<D>[] {
  return Array.isArray(filter);
}

function toCondition<D>(sdk: Sdk, where: Where<D>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(where).map(([field, test]) => [field, toTest(sdk, test)]));
}

function toTest(sdk: Sdk, test: unknown): unknown {
  if (typeof test !== 'object' || test === null) return sdk.command.eq(test);
  if ('in' in test) return sdk.command.in(test.in);
  if ('below' in test && 'above' in test) return sdk.command.gt(test.above).and(sdk.command.lt(test.below));
  if ('below' in test) return sdk.command.lt(test.below);
  if ('above' in test) return sdk.command.gt(test.above);
  if ('contains' in test) return new RegExp(escapePattern(String(test.contains)));
  throw new Error('unknown test of a field');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && /E11000|duplicate key/i.test(error.message);
}
