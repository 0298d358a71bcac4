import { DuplicateDocument, type Database } from '../database';
import type { AuditDocument } from '../documents';

/** Who looked at what. Entries are added and read; there is no way to change or remove one. */
export interface Audit {
  append(entries: readonly AuditDocument[]): Promise<void>;
  /** For an entry that may have been written before: then it stays as it is. */
  appendOnce(entry: AuditDocument): Promise<void>;
  find(id: string): Promise<AuditDocument | null>;
}

export function createAudit(database: Database): Audit {
  const collection = database.collection('audit');
  return {
    append: (entries) => collection.add(entries),
    async appendOnce(entry) {
      try {
        await collection.add([entry]);
      } catch (error) {
        if (!(error instanceof DuplicateDocument)) throw error;
      }
    },
    find: (id) => collection.get(id),
  };
}
