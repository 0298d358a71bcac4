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

/**
 * The rows of a list, each page read when it is asked for. `read` is told which, from 0, and how many rows came
 * before. A list of more pages than it may have is `unsupported`, never cut short: what is left out would be taken not
 * to exist.
 */
export async function* pagesOf<T>(
  { vendor, label, mostPages }: PagedList,
  read: (page: number, seen: number) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void> {
  for (let page = 0, seen = 0; page < mostPages; page += 1) {
    const { rows, last } = await read(page, seen);
    seen += rows.length;
    if (rows.length > 0) yield rows;
    if (last) return;
  }
  throw new CallError('unsupported', `${label}: more than ${mostPages} pages`, { vendor });
}

/** The rows of all pages. */
export async function allOf<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
