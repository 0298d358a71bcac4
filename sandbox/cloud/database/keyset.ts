import type { Clause } from './filter';
import { keyOf } from './key';
import type { Table } from './manifest';
import { columnOf } from './manifest';
import type { Document } from './wire';
import { isObject } from './wire';

interface Step {
  readonly column: string;
  readonly direction: '$gt' | '$lt';
  readonly key: Buffer;
}

/**
 * The way to ask for "what comes after (x, y)" is a > x, or a = x and b > y. SQLite walks an index for it only
 * when told the tuple, so this adds the tuple. Null when the branches are not of that form.
 */
export function keysetBound(table: Table, branches: readonly Document[]): Clause | null {
  const sorted = [...branches].sort((a, b) => Object.keys(a).length - Object.keys(b).length);
  const steps: Step[] = [];
  for (const [depth, branch] of sorted.entries()) {
    const fields = Object.entries(branch);
    if (fields.length !== depth + 1) return null;
    const before = fields.slice(0, depth);
    if (!before.every(([field, test], place) => isSameStep(table, steps[place], field, test))) return null;
    const step = lastStep(table, fields[depth]);
    if (!step || (steps[0] && steps[0].direction !== step.direction)) return null;
    steps.push(step);
  }
  const [first] = steps;
  if (!first || steps.length < 2) return null;
  const columns = steps.map(({ column }) => column).join(', ');
  const sign = first.direction === '$gt' ? '>' : '<';
  return {
    sql: `(${columns}) ${sign} (${steps.map(() => '?').join(', ')})`,
    parameters: steps.map(({ key }) => key),
    exact: true,
  };
}

function isSameStep(table: Table, step: Step | undefined, field: string, test: unknown): boolean {
  const value = isObject(test) && Object.keys(test).join() === '$eq' ? test.$eq : test;
  return step !== undefined && columnOf(table, field) === step.column && keyOf(value)?.equals(step.key) === true;
}

function lastStep(table: Table, field: [string, unknown] | undefined): Step | null {
  if (!field || !isObject(field[1])) return null;
  const column = columnOf(table, field[0]);
  const [[direction, operand] = [], ...more] = Object.entries(field[1]);
  const key = keyOf(operand);
  if (column === undefined || !key || more.length > 0) return null;
  return direction === '$gt' || direction === '$lt' ? { column, direction, key } : null;
}
