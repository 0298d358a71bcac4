import type { Stage } from './aggregate';
import { valueOfKey } from './key';
import type { Table } from './manifest';
import { columnOf } from './manifest';
import type { Plan } from './query';
import type { Store } from './store';
import type { Document } from './wire';
import { isObject } from './wire';

interface Grouping {
  /** Field of the group's id → SQL column; one unnamed column when the id is a single value. */
  readonly columns: readonly (readonly [name: string | null, column: string])[];
  readonly counters: readonly string[];
}

/**
 * Counting by indexed fields needs no document, only keys: SQL does it.
 * Null when the stage asks for anything else, or the filter is not told by keys alone.
 */
export function coveredGroup(store: Store, table: Table, plan: Plan, stage: Stage | undefined): Document[] | null {
  const grouping = plan.test || stage?.[0] !== '$group' ? null : groupingOf(table, stage[1]);
  if (!grouping) return null;
  const columns = grouping.columns.map(([, column]) => column);
  return store.countBy(table, plan.selection, columns).map((row) => {
    const values = grouping.columns.map(([name], place): [string, unknown] => [
      name ?? '',
      valueOfKey(keyBytes(row[`k${place}`])),
    ]);
    const _id = grouping.columns[0]?.[0] === null ? values[0]?.[1] : Object.fromEntries(values);
    return { _id, ...Object.fromEntries(grouping.counters.map((counter) => [counter, Number(row.total)])) };
  });
}

function groupingOf(table: Table, operand: unknown): Grouping | null {
  if (!isObject(operand)) return null;
  const { _id, ...accumulators }: Document = operand;
  const counters = Object.entries(accumulators);
  if (!counters.every(([, accumulator]) => isObject(accumulator) && isOne(accumulator))) return null;
  const fields: [string | null, unknown][] = isObject(_id) ? Object.entries(_id) : [[null, _id]];
  const columns: [string | null, string][] = [];
  for (const [name, path] of fields) {
    const column = typeof path === 'string' && path.startsWith('$') ? columnOf(table, path.slice(1)) : undefined;
    if (column === undefined || name?.startsWith('$')) return null;
    columns.push([name, column]);
  }
  return columns.length > 0 ? { columns, counters: counters.map(([counter]) => counter) } : null;
}

function isOne(accumulator: Document): boolean {
  return Object.keys(accumulator).join() === '$sum' && accumulator.$sum === 1;
}

function keyBytes(value: unknown): Buffer {
  return value instanceof ArrayBuffer ? Buffer.from(value) : Buffer.alloc(0);
}
