import { keysetBound } from './keyset';
import { keyOf, typeEnd, typeStart } from './key';
import type { Table } from './manifest';
import { columnOf } from './manifest';
import type { Document } from './wire';
import { isObject } from './wire';

/** A filter in SQL. When not exact it lets more documents through, which the filter itself must then sort out. */
export interface Clause {
  readonly sql: string;
  readonly parameters: readonly (Buffer | string)[];
  readonly exact: boolean;
}

const EVERYTHING: Clause = { sql: '1', parameters: [], exact: false };

/** Says as much of a MongoDB filter in SQL over the indexed fields as can be said. */
export function toClause(table: Table, filter: Document): Clause {
  const clauses = Object.entries(filter).map(([key, test]) => {
    switch (key) {
      case '$and':
        return all(branches(test).map((branch) => toClause(table, branch)));
      case '$or':
        return anyOf(table, branches(test));
      case '$nor':
        return not(any(branches(test).map((branch) => toClause(table, branch))));
      default:
        return key.startsWith('$') ? EVERYTHING : fieldClause(table, key, test);
    }
  });
  return all(clauses);
}

function anyOf(table: Table, filters: readonly Document[]): Clause {
  const either = any(filters.map((filter) => toClause(table, filter)));
  const bound = keysetBound(table, filters);
  // The plus keeps SQLite from looking up branch by branch and sorting, where the tuple lets it walk in order.
  return bound ? all([{ ...either, sql: `+(${either.sql})` }, bound]) : either;
}

function fieldClause(table: Table, field: string, test: unknown): Clause {
  const column = columnOf(table, field);
  if (test instanceof RegExp) return literalClause(test);
  if (column === undefined) return EVERYTHING;
  if (!isOperators(test)) return comparison(column, '$eq', test);
  return all(Object.entries(test).map(([operator, operand]) => comparison(column, operator, operand)));
}

function comparison(column: string, operator: string, operand: unknown): Clause {
  if (operator === '$in' || operator === '$nin') return membership(column, operator, operand);
  const key = operand instanceof RegExp ? null : keyOf(operand);
  if (!key) return EVERYTHING;
  switch (operator) {
    case '$eq':
      return exactly(`${column} = ?`, [key]);
    case '$ne':
      return exactly(`${column} <> ?`, [key]);
    case '$gt':
      return operand === null ? EVERYTHING : exactly(`(${column} > ? AND ${column} < ?)`, [key, typeEnd(key)]);
    case '$gte':
      return operand === null ? EVERYTHING : exactly(`(${column} >= ? AND ${column} < ?)`, [key, typeEnd(key)]);
    case '$lt':
      return operand === null ? EVERYTHING : exactly(`(${column} >= ? AND ${column} < ?)`, [typeStart(key), key]);
    case '$lte':
      return operand === null ? EVERYTHING : exactly(`(${column} >= ? AND ${column} <= ?)`, [typeStart(key), key]);
    default:
      return EVERYTHING;
  }
}

function membership(column: string, operator: '$in' | '$nin', operand: unknown): Clause {
  if (!Array.isArray(operand)) return EVERYTHING;
  const keys: Buffer[] = [];
  for (const item of operand) {
    const key = item instanceof RegExp ? null : keyOf(item);
    if (!key) return EVERYTHING;
    keys.push(key);
  }
  return exactly(`${column} ${operator === '$in' ? 'IN' : 'NOT IN'} (${keys.map(() => '?').join(', ')})`, keys);
}

/** A pattern that is plain text stands in the document's own text too, if JSON writes it as it is. */
function literalClause({ source, flags }: RegExp): Clause {
  const literal = source.replace(/\\([\\^$.*+?()[\]{}|/-])/g, '$1');
  const plain = flags === '' && escaped(literal) === source.replace(/\\[/-]/g, (match) => match.slice(1));
  if (!plain || JSON.stringify(literal) !== `"${literal}"`) return EVERYTHING;
  return { sql: 'instr(doc, ?) > 0', parameters: [literal], exact: false };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function branches(test: unknown): readonly Document[] {
  return Array.isArray(test) ? test.filter(isObject) : [];
}

function isOperators(test: unknown): test is Document {
  return isObject(test) && Object.keys(test).some((key) => key.startsWith('$'));
}

function exactly(sql: string, parameters: readonly Buffer[]): Clause {
  return { sql, parameters, exact: true };
}

function all(clauses: readonly Clause[]): Clause {
  const telling = clauses.filter(({ sql }) => sql !== '1');
  return { ...join(telling, ' AND ', '1'), exact: clauses.every(({ exact }) => exact) };
}

function any(clauses: readonly Clause[]): Clause {
  if (clauses.some(({ sql }) => sql === '1')) return { ...EVERYTHING, exact: clauses.every(({ exact }) => exact) };
  return { ...join(clauses, ' OR ', '0'), exact: clauses.every(({ exact }) => exact) };
}

function not({ sql, parameters, exact }: Clause): Clause {
  return exact ? { sql: `NOT (${sql})`, parameters, exact } : EVERYTHING;
}

function join(clauses: readonly Clause[], word: string, none: string): Pick<Clause, 'sql' | 'parameters'> {
  const [only] = clauses;
  if (!only) return { sql: none, parameters: [] };
  const sql = clauses.length === 1 ? only.sql : `(${clauses.map((clause) => clause.sql).join(word)})`;
  return { sql, parameters: clauses.flatMap(({ parameters }) => parameters) };
}
