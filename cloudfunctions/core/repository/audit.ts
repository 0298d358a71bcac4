import { addNew, type Database, type Where } from '../database';
import type { AuditDocument } from '../documents';

/** Who looked at what. Entries are added and read; there is no way to change or remove one. */
export interface Audit {
  append(entries: readonly AuditDocument[]): Promise<void>;
  /** For an entry that may have been written before: then it stays as it is. */
  appendOnce(entry: AuditDocument): Promise<void>;
  find(id: string): Promise<AuditDocument | null>;
  /** The first entries that meet any of the conditions, newest first. */
  list(anyOf: readonly Where<AuditDocument>[], limit: number): Promise<readonly AuditDocument[]>;
}

export function createAudit(database: Database): Audit {
  const collection = database.collection('audit');
  return {
    append: (entries) => collection.add(entries),
    async appendOnce(entry) {
      await addNew(collection, entry);
    },
    find: (id) => collection.get(id),
    async list(anyOf, limit) {
      return anyOf.length === 0 ? [] : collection.find({ where: anyOf, sort: ['-at', '-_id'], limit });
    },
  };
}
