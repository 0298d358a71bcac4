import { randomUUID } from 'node:crypto';
import { CloudFailure } from '../failure';
import type { Table } from './manifest';
import type { Store } from './store';
import { idText } from './store';
import type { Document } from './wire';
import { parseStored } from './wire';
import { put } from './write';

/** The platform ends a transaction that is neither committed nor aborted by then. */
const LIFE_MS = 30_000;

interface Write {
  readonly table: Table;
  readonly id: unknown;
  /** Null removes it. */
  readonly document: Document | null;
}

interface Transaction {
  /** Documents that others changed since it began, as they were then; null for those that were not there. */
  readonly changed: Map<string, string | null>;
  readonly writes: Map<string, Write>;
  readonly expiresAt: number;
}

/**
 * Transactions by snapshot: reads see the database as it was at the start, writes wait for the commit, and of two
 * that write one document the later fails with DATABASE_TRANSACTION_CONFLICT.
 */
export class Transactions {
  private readonly open = new Map<string, Transaction>();
  private rehearsing = false;

  constructor(
    private readonly store: Store,
    private readonly now: () => number,
  ) {
    store.onWrite((table, id, before) => {
      if (this.rehearsing) return;
      const place = placeOf(table, id);
      for (const { changed } of this.open.values()) if (!changed.has(place)) changed.set(place, before);
    });
  }

  start(): string {
    for (const [id, { expiresAt }] of this.open) if (expiresAt <= this.now()) this.open.delete(id);
    const id = randomUUID();
    this.open.set(id, { changed: new Map(), writes: new Map(), expiresAt: this.now() + LIFE_MS });
    return id;
  }

  read(transactionId: string, table: Table, id: unknown): Document | null {
    const { changed, writes } = this.find(transactionId);
    const place = placeOf(table, idText(id));
    const written = writes.get(place);
    if (written) return written.document;
    const text = changed.has(place) ? changed.get(place) : this.store.byId(table, id)?.text;
    return typeof text === 'string' ? parseStored(text) : null;
  }

  /** Takes one document as it shall be after the commit; null removes it. */
  write(transactionId: string, table: Table, id: unknown, document: Document | null): void {
    const transaction = this.find(transactionId);
    const place = placeOf(table, idText(id));
    if (transaction.changed.has(place)) throw this.conflict(transactionId);
    for (const other of this.open.values()) {
      const rival = other !== transaction && other.expiresAt > this.now() && other.writes.has(place);
      if (rival) throw this.conflict(transactionId);
    }
    const before = transaction.writes.get(place);
    transaction.writes.set(place, { table, id, document });
    try {
      this.rehearse(transaction);
    } catch (error) {
      if (before) transaction.writes.set(place, before);
      else transaction.writes.delete(place);
      throw error;
    }
  }

  commit(transactionId: string): void {
    const transaction = this.find(transactionId);
    this.open.delete(transactionId);
    for (const place of transaction.writes.keys()) {
      if (transaction.changed.has(place)) throw this.conflict(transactionId);
    }
    this.store.transact(() => this.apply(transaction));
  }

  abort(transactionId: string): void {
    this.find(transactionId);
    this.open.delete(transactionId);
  }

  /** Whether every write so far keeps the unique indexes: tried out and undone. */
  private rehearse(transaction: Transaction): void {
    const undo = new Error('rehearsal');
    this.rehearsing = true;
    try {
      this.store.transact(() => {
        this.apply(transaction);
        throw undo;
      });
    } catch (error) {
      if (error !== undo) throw error;
    } finally {
      this.rehearsing = false;
    }
  }

  private apply({ writes }: Transaction): void {
    for (const { table, id, document } of writes.values()) {
      if (document) put(this.store, table, document);
      else {
        const row = this.store.byId(table, id);
        if (row) this.store.remove(table, row);
      }
    }
  }

  private find(transactionId: string): Transaction {
    const transaction = this.open.get(transactionId);
    if (transaction && transaction.expiresAt > this.now()) return transaction;
    this.open.delete(transactionId);
    throw new CloudFailure(
      'DATABASE_TRANSACTION_FAIL',
      '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
        'transaction must be commit or abort in 30 seconds.',
    );
  }

  /** A conflict ends the transaction; the SDK starts it again. */
  private conflict(transactionId: string): CloudFailure {
    this.open.delete(transactionId);
    return new CloudFailure(
      'DATABASE_TRANSACTION_CONFLICT',
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
    );
  }
}

function placeOf(table: Table, id: string): string {
  return `${table.collection}/${id}`;
}
