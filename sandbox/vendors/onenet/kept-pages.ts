import { randomUUID } from 'node:crypto';
import { refusals, type Success } from './codes';
import { cutPage, integer, required } from './fields';

const MOST_PAGE = 10_000;
const PAGE_SIZE = 50;
/** The server keeps the pages of one question so long. */
const KEPT_MS = 5 * 60_000;

interface Snapshot {
  readonly key: string;
  readonly rows: readonly object[];
  readonly until: number;
}

/** Lists that change while they are read: from the second page on, the first one's `page_key` is due. */
export function createPages(now: () => number) {
  const kept = new Map<string, Snapshot>();
  const keep = (rows: readonly object[]): Snapshot => {
    for (const { key, until } of kept.values()) if (until <= now()) kept.delete(key);
    const snapshot = { key: randomUUID(), rows, until: now() + KEPT_MS };
    kept.set(snapshot.key, snapshot);
    return snapshot;
  };
  const recall = (key: string): Snapshot => {
    const snapshot = kept.get(key);
    if (!snapshot || snapshot.until <= now()) throw refusals.parameter('page_key');
    return snapshot;
  };
  return {
    answer: (query: URLSearchParams, rows: () => readonly object[]): Success => {
      const pageSize = integer(query, 'page_size', { most: MOST_PAGE, fallback: PAGE_SIZE });
      const page = integer(query, 'page', { most: MOST_PAGE, fallback: 1 });
      const snapshot = page === 1 ? keep(rows()) : recall(required(query, 'page_key'));
      const { rows: result, page_info } = cutPage(snapshot.rows, page, pageSize);
      return { result, page_info: { ...page_info, page_key: snapshot.key } };
    },
  };
}
