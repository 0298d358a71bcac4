import { CallError } from './errors';

/** One page of a vendor's list. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Nothing comes after it. */
  readonly last: boolean;
}

export interface PagedList {
  readonly vendor: string;
  /** What is listed, for the error, such as `ezviz device/list`. */
  readonly label: string;
  readonly mostPages: number;
}

/** Which page comes next, from 0, and how many rows came before it. */
export interface Position {
  readonly page: number;
  readonly seen: number;
}

export interface PlacedPage<T> {
  readonly rows: readonly T[];
  /** Null after the last page. */
  readonly next: Position | null;
}

const BEGINNING: Position = { page: 0, seen: 0 };

/**
 * A list from some page on, each page read when it is asked for. `read` is told which, from 0, and how many rows came
 * before. A list of more pages than it may have is `unsupported`, never cut short: what is left out would be taken not
 * to exist.
 */
export async function* pagesFrom<T>(
  list: PagedList,
  read: (page: number, seen: number) => Promise<Page<T>>,
  from: Position = BEGINNING,
): AsyncGenerator<PlacedPage<T>, void> {
  for (let { page, seen } = from; ; page += 1) {
    assertWithin(list, page);
    const { rows, last } = await read(page, seen);
    seen += rows.length;
    yield { rows, next: last ? null : { page: page + 1, seen } };
    if (last) return;
  }
}

/** The rows of a whole list, as `pagesFrom` its beginning, without pages that are empty. */
export async function* pagesOf<T>(
  list: PagedList,
  read: (page: number, seen: number) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void> {
  for await (const { rows } of pagesFrom(list, read)) if (rows.length > 0) yield rows;
}

/** Refuses a page, from 0, that the list may not have. */
export function assertWithin({ vendor, label, mostPages }: PagedList, page: number): void {
  if (page >= mostPages) throw new CallError('unsupported', `${label}: more than ${mostPages} pages`, { vendor });
}

/** A position as a text that a later call understands. */
export const cursorOf = ({ page, seen }: Position): string => `${page}.${seen}`;

/** The position that such a text stands for; the beginning for any other, because nothing is left out from there. */
export function positionOf(cursor: string | undefined): Position {
  const [, page, seen] = /^(\d{1,6})\.(\d{1,8})$/.exec(cursor ?? '') ?? [];
  return page === undefined || seen === undefined ? BEGINNING : { page: Number(page), seen: Number(seen) };
}

/** The rows of all pages. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
