import type { Patch } from './row-patch';

/** A row of what `setData` takes, under a key of its own. */
export interface KeyedRow {
  readonly key: string;
}

/**
 * The smallest sensible `setData` that turns a list shown under `name` into the one wanted: what changed and what was
 * added at the end by path, all of it when rows went or moved.
 */
export function patchList(name: string, shown: readonly KeyedRow[], wanted: readonly KeyedRow[]): Patch {
  const grown = shown.length > 0 && shown.every((row, index) => row.key === wanted[index]?.key);
  if (!grown) return shown.length === 0 && wanted.length === 0 ? {} : { [name]: wanted };
  const changed = wanted.flatMap((row, index) =>
    same(shown[index], row) ? [] : [[`${name}[${index}]`, row] as const],
  );
  return Object.fromEntries(changed);
}

function same(one: KeyedRow | undefined, other: KeyedRow): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
