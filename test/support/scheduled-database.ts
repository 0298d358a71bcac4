import type { Scheduler } from 'fast-check';
import type { Collection, Database } from '../../cloudfunctions/core/database';
import type { CollectionName, Documents } from '../../cloudfunctions/core/documents';
import { MemoryDatabase } from './memory-database';

/** A database in memory whose operations take place in the order that a scheduler decides, once it has one. */
export class ScheduledDatabase implements Database {
  readonly memory = new MemoryDatabase();
  private scheduler: Scheduler | null = null;

  orderBy(scheduler: Scheduler): void {
    this.scheduler = scheduler;
  }

  collection<C extends CollectionName>(name: C): Collection<Documents[C]> {
    const inner = this.memory.collection(name);
    const turn = async (verb: string): Promise<void> => {
      await this.scheduler?.schedule(Promise.resolve(), `${name}.${verb}`);
    };
    return {
      get: (id) => turn('get').then(() => inner.get(id)),
      find: (query) => turn('find').then(() => inner.find(query)),
      add: (documents) => turn('add').then(() => inner.add(documents)),
      update: (where, change) => turn('update').then(() => inner.update(where, change)),
      remove: (where) => turn('remove').then(() => inner.remove(where)),
      countBy: (filter, fields) => turn('countBy').then(() => inner.countBy(filter, fields)),
    };
  }
}
