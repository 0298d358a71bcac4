import type { Collection, Database } from '../../cloudfunctions/core/database';
import type { CollectionName, Documents } from '../../cloudfunctions/core/documents';
import { MemoryDatabase } from './memory-database';

/** A database in memory from which a caller may be cut off after some more operations, until it is mended. */
export class CutDatabase implements Database {
  readonly memory = new MemoryDatabase();
  private left = Infinity;

  cutAfter(operations: number): void {
    this.left = operations;
  }

  /** True when somebody was cut off. */
  mend(): boolean {
    const wasCut = this.left < 0;
    this.left = Infinity;
    return wasCut;
  }

  collection<C extends CollectionName>(name: C): Collection<Documents[C]> {
    const inner = this.memory.collection(name);
    const spend = async (): Promise<void> => {
      this.left -= 1;
      if (this.left < 0) throw new Error('cut off from the database');
    };
    return {
      get: (id) => spend().then(() => inner.get(id)),
      find: (query) => spend().then(() => inner.find(query)),
      add: (documents) => spend().then(() => inner.add(documents)),
      update: (where, change) => spend().then(() => inner.update(where, change)),
      remove: (where) => spend().then(() => inner.remove(where)),
      countBy: (filter, fields) => spend().then(() => inner.countBy(filter, fields)),
    };
  }
}
