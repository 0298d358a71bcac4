export interface OperationCount {
  readonly reads: number;
  readonly writes: number;
}

/** How many database operations were asked for, by collection; a request of the SDK is one. */
export interface Operations {
  counts(): Readonly<Record<string, OperationCount>>;
  /** Over all collections. */
  total(): OperationCount;
  reset(): void;
}

/** The name under which starting and ending a transaction is counted. */
export const TRANSACTIONS = '$transaction';

export class OperationCounter implements Operations {
  private readonly byCollection = new Map<string, OperationCount>();

  read(collection: string): void {
    const { reads, writes } = this.of(collection);
    this.byCollection.set(collection, { reads: reads + 1, writes });
  }

  write(collection: string): void {
    const { reads, writes } = this.of(collection);
    this.byCollection.set(collection, { reads, writes: writes + 1 });
  }

  counts(): Readonly<Record<string, OperationCount>> {
    return Object.fromEntries(this.byCollection);
  }

  total(): OperationCount {
    const counts = [...this.byCollection.values()];
    return {
      reads: counts.reduce((sum, { reads }) => sum + reads, 0),
      writes: counts.reduce((sum, { writes }) => sum + writes, 0),
    };
  }

  reset(): void {
    this.byCollection.clear();
  }

  private of(collection: string): OperationCount {
    return this.byCollection.get(collection) ?? { reads: 0, writes: 0 };
  }
}
