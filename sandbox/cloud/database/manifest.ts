export interface IndexSpec {
  readonly name: string;
  /** In order; `_id` may be one of them. A field holds scalars only. */
  readonly fields: readonly string[];
  readonly unique?: boolean;
}

/** The collections of the database and their indexes, as the product declares them. */
export type CollectionManifest = Readonly<Record<string, { readonly indexes: readonly IndexSpec[] }>>;

const COLLECTION_NAME = /^[A-Za-z][\w-]{0,63}$/;
const FIELD_PATH = /^[A-Za-z_]\w*(\.\w+)*$/;
const INDEX_NAME = /^[A-Za-z_][\w-]{0,63}$/;

/** One collection as it is kept: a table, with a key column for each indexed field. */
export interface Table {
  readonly collection: string;
  /** Quoted for SQL. */
  readonly sql: string;
  readonly indexes: readonly IndexSpec[];
  /** Indexed fields apart from `_id`, and their columns quoted for SQL. */
  readonly columns: ReadonlyMap<string, string>;
}

export function toTable(collection: string, indexes: readonly IndexSpec[]): Table {
  if (!COLLECTION_NAME.test(collection)) throw new Error(`"${collection}" is not a name for a collection`);
  for (const { name, fields } of indexes) {
    if (!INDEX_NAME.test(name) || fields.length === 0) throw new Error(`${collection}: "${name}" is not an index`);
    for (const field of fields)
      if (!FIELD_PATH.test(field)) throw new Error(`${collection}: "${field}" is not a field`);
  }
  const fields = new Set(indexes.flatMap((index) => index.fields).filter((field) => field !== '_id'));
  const columns = new Map([...fields].map((field) => [field, `"k:${field}"`]));
  return { collection, sql: `"c:${collection}"`, indexes, columns };
}

/** The SQL column that holds the keys of a field; undefined when the field is not indexed. */
export function columnOf(table: Table, field: string): string | undefined {
  return field === '_id' ? 'id' : table.columns.get(field);
}
