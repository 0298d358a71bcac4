import type tcb from '@cloudbase/node-sdk';

/** The parts of the SDK's database that tests use; its own types are `any` almost everywhere. */
export interface SdkDatabase {
  collection(name: string): SdkCollection;
  createCollection(name: string): Promise<unknown>;
  startTransaction(): Promise<SdkTransaction>;
  runTransaction(work: (transaction: SdkTransaction) => Promise<unknown>, repeats?: number): Promise<unknown>;
  serverDate(options?: { offset: number }): unknown;
  RegExp(pattern: { regexp: string; options: string }): unknown;
  readonly command: Record<CommandName, (...operands: unknown[]) => Expression> & {
    readonly aggregate: Record<'max' | 'avg' | 'sum' | 'multiply', (operand: unknown) => unknown>;
  };
  readonly Geo: { readonly Point: new (longitude: number, latitude: number) => object };
  readonly ObjectId: new (options: { id: string }) => object;
}

type CommandName =
  | ('eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'exists' | 'mod' | 'all' | 'size' | 'geoNear')
  | ('and' | 'or' | 'nor' | 'not')
  | ('set' | 'remove' | 'inc' | 'mul' | 'min' | 'max' | 'rename' | 'push' | 'pull' | 'shift' | 'unshift' | 'addToSet');

interface Expression {
  and(other: Expression): Expression;
  or(other: Expression): Expression;
}

export interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

interface Updated {
  readonly updated: number;
}

interface SdkQuery {
  where(filter: object): SdkQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery;
  skip(count: number): SdkQuery;
  limit(count: number): SdkQuery;
  field(projection: Record<string, boolean>): SdkQuery;
  options(options: { multiple: boolean }): SdkQuery;
  get(): Promise<{ data: unknown[] }>;
  count(): Promise<{ total: number }>;
  update(change: object): Promise<Updated>;
  updateAndReturn(change: object): Promise<Updated & { doc?: unknown }>;
  remove(): Promise<{ deleted: number }>;
}

export interface SdkCollection extends SdkQuery {
  add(documents: object): Promise<{ id?: unknown; ids?: unknown }>;
  doc(id: string | number): SdkDocument;
  aggregate(): SdkPipeline;
}

interface SdkDocument {
  /** `data` is a list outside a transaction, a document or null inside. */
  get(): Promise<{ data: unknown }>;
  set(document: object): Promise<Updated & { upsertedId?: unknown }>;
  update(change: object): Promise<Updated>;
  remove(): Promise<{ deleted: number }>;
}

type StageName = 'match' | 'group' | 'sort' | 'project' | 'lookup' | 'geoNear';

export type SdkPipeline = Record<StageName, (operand: object) => SdkPipeline> & {
  limit(count: number): SdkPipeline;
  unwind(path: string): SdkPipeline;
  end(): Promise<{ data: unknown[] }>;
};

export function databaseOf(app: ReturnType<typeof tcb.init>): SdkDatabase {
  return app.database() as unknown as SdkDatabase;
}
