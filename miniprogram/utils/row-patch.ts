/** One card of the list, in words ready to be shown. `id` is empty while the camera is not loaded yet. */
export interface CardView {
  /** Its place in the row. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** The colour of its state: `warning` is reachable but cannot be shown. */
  readonly tone: 'online' | 'warning' | 'offline' | 'unknown';
  /** The state in words, with its store where no heading names it. */
  readonly caption: string;
  /** Path of the still; empty when there is none. */
  readonly cover: string;
  /** Age of the still in words; empty when there is none. */
  readonly age: string;
  readonly favourite: boolean;
  /** All of it for those who listen. */
  readonly label: string;
}

export type RowView =
  | { readonly key: string; readonly kind: 'header'; readonly title: string; readonly detail: string }
  | { readonly key: string; readonly kind: 'cards'; readonly cards: readonly CardView[] };

/** What `setData` is given. */
export type Patch = Record<string, unknown>;

/**
 * The smallest sensible `setData` that turns the rows shown into the rows wanted: single fields by path while the same
 * rows stay, the whole window when it moved.
 */
export function patchRows(shown: readonly RowView[], wanted: readonly RowView[]): Patch {
  if (!sameKeys(shown, wanted)) return { rows: wanted };
  const patch: Patch = {};
  wanted.forEach((row, index) => {
    const old = shown[index];
    if (old !== undefined) patchRow(patch, `rows[${index}]`, { old, row });
  });
  return patch;
}

function sameKeys(shown: readonly RowView[], wanted: readonly RowView[]): boolean {
  return shown.length === wanted.length && wanted.every((row, index) => row.key === shown[index]?.key);
}

function patchRow(patch: Patch, path: string, { old, row }: { old: RowView; row: RowView }): void {
  if (old.kind === 'header' && row.kind === 'header') {
    patchFields(patch, path, { old, wanted: row });
  } else if (old.kind === 'cards' && row.kind === 'cards' && old.cards.length === row.cards.length) {
    row.cards.forEach((card, index) => {
      const before = old.cards[index];
      if (before !== undefined) patchFields(patch, `${path}.cards[${index}]`, { old: before, wanted: card });
    });
  } else {
    patch[path] = row;
  }
}

function patchFields(patch: Patch, path: string, { old, wanted }: { old: object; wanted: object }): void {
  const before = new Map(fieldsOf(old));
  for (const [name, value] of fieldsOf(wanted)) {
    if (before.get(name) !== value) patch[`${path}.${name}`] = value;
  }
}

function fieldsOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value);
}
