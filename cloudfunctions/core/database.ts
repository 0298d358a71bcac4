import type { CollectionName, Documents } from './documents';

type Scalar = string | number | boolean | null;

/** On one side of a bound, or between two; the bounds themselves are left out. */
type Bounded<B> = { readonly below: B; readonly above?: B } | { readonly above: B; readonly below?: B };

/** What one field must be: a value, one of several, or within bounds. */
export type Test<T extends Scalar> =
  | T
  | { readonly in: readonly T[] }
  | Bounded<T & (string | number)>
  | (T extends string ? { readonly contains: string } : never);

/** All of these fields must pass. A list passes by any of its items: by the item, or by a field of it, as `seats.person`. */
export type Where<D> = {
  readonly [K in keyof D]?: D[K] extends Scalar
    ? Test<D[K]>
    : D[K] extends readonly (infer Item extends Scalar)[]
      ? Test<Item>
      : never;
} & { readonly [P in ItemPath<D>]?: Test<ItemValue<D, P>> };

/** `list.field` for each list of objects. */
type ItemPath<D> = {
  [K in keyof D & string]: D[K] extends readonly (infer Item)[] ? `${K}.${FieldOf<Item>}` : never;
}[keyof D & string];

type FieldOf<Item> = Item extends Scalar ? never : keyof Item & string;

type ItemValue<D, P extends string> = P extends `${infer K extends keyof D & string}.${infer Field}`
  ? D[K] extends readonly (infer Item)[]
    ? Extract<ValueOf<Item, Field>, Scalar>
    : never
  : never;

type ValueOf<Item, Field extends string> = Item extends Readonly<Record<Field, infer Value>> ? Value : never;

/** Documents that pass every field of one `Where`, or of any one of several. */
export type Filter<D> = Where<D> | readonly Where<D>[];

export type Order<D> = (keyof D & string) | `-${keyof D & string}`;

export interface FindQuery<D> {
  readonly where?: Filter<D>;
  /** Ascending, or descending by a field with a minus before it. */
  readonly sort?: readonly Order<D>[];
  /** 1–1000, the most that one operation returns. */
  readonly limit: number;
}

export type CountRow<D, K extends keyof D> = Pick<D, K> & { readonly count: number };

/** One collection. Each method is one operation of the document database. */
export interface Collection<D extends { readonly _id: string }> {
  get(id: string): Promise<D | null>;
  find(query: FindQuery<D>): Promise<readonly D[]>;
  /** Rejects with DuplicateDocument when an id or a unique field is taken; then the others may or may not be there. */
  add(documents: readonly D[]): Promise<void>;
  /** Sets fields of every document that passes; tells how many there were. One document changes atomically. */
  update(where: Where<D>, change: Partial<Omit<D, '_id'>>): Promise<number>;
  remove(where: Where<D>): Promise<number>;
  /** Counts the documents that pass, by the values of some fields; at most 10,000 rows. */
  countBy<K extends keyof D & string>(filter: Filter<D>, fields: readonly K[]): Promise<readonly CountRow<D, K>[]>;
}

export interface Database {
  collection<C extends CollectionName>(name: C): Collection<Documents[C]>;
}

/** The most documents that one `find` returns. */
export const PAGE = 1000;

/** Thrown by `add` when the document is there already. */
export class DuplicateDocument extends Error {
  constructor(collection: CollectionName) {
    super(`a document of ${collection} exists already`);
    this.name = 'DuplicateDocument';
  }
}

/** Adds a document; false when there is one of its id already, or one with its value in a unique field. */
export async function addNew<D extends { readonly _id: string }>(
  collection: Pick<Collection<D>, 'add'>,
  document: D,
): Promise<boolean> {
  try {
    await collection.add([document]);
    return true;
  } catch (error) {
    if (error instanceof DuplicateDocument) return false;
    throw error;
  }
}
