import type { Success } from './codes';
import type { Fields } from './fields';

const PAGE_SIZE = { least: 1, most: 50, fallback: 10 };
const PAGE_START = { least: 0, most: 399, fallback: 0 };

/** One page of a list, as the guide counts: from 0, ten rows unless asked for up to fifty, 400 pages at most. */
export function pageOf<T>(rows: readonly T[], fields: Fields, toRow: (row: T) => object): Success {
  const start = fields.integer('pageStart', PAGE_START);
  const size = fields.integer('pageSize', PAGE_SIZE);
  const data = rows.slice(start * size, (start + 1) * size).map(toRow);
  return { data, page: { total: rows.length, page: start, size } };
}
