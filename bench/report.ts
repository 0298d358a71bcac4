/** One line of the table. */
export interface Row {
  /** What was measured, with its circumstances. */
  readonly what: string;
  readonly ours: string;
  /** The bare peer's figure in the same run, or the limit where there is no peer. */
  readonly beside: string;
  /** Ours ÷ beside; null where a ratio says nothing. */
  readonly ratio: number | null;
  readonly target: string;
  readonly reached: boolean;
}

/** What one measurement has to tell. */
export interface Finding {
  readonly rows: readonly Row[];
  /** What a reader needs to know to judge the rows; one sentence each. */
  readonly notes?: readonly string[];
}

export interface Measurement {
  /** What `--only` takes. */
  readonly name: string;
  /** Rejects only when something broke; a missed target is a row. */
  measure(): Promise<Finding>;
}

export type Bound = { readonly atLeast: number } | { readonly atMost: number };

interface Figure {
  readonly what: string;
  readonly unit: string;
}

/** A row for two figures of one run; the target is on their ratio. */
export function besidePeer(
  { what, unit }: Figure,
  { ours, peer, ratio = ours / peer }: { readonly ours: number; readonly peer: number; readonly ratio?: number },
  bound: Bound,
): Row {
  return {
    what,
    ours: withUnit(ours, unit),
    beside: withUnit(peer, unit),
    ratio,
    target: `${wordsOf(bound)} ×`,
    reached: isWithin(ratio, bound),
  };
}

/** A row for a figure that has a limit and no peer. */
export function againstLimit({ what, unit }: Figure, value: number, bound: Bound): Row {
  const limit = limitOf(bound);
  return {
    what,
    ours: withUnit(value, unit),
    beside: withUnit(limit, unit),
    ratio: limit === 0 ? null : value / limit,
    target: `${wordsOf(bound)}${unit === '' ? '' : ` ${unit}`}`,
    reached: isWithin(value, bound),
  };
}

/** The rows of all findings as one table. */
export function formatTable(rows: readonly Row[]): string {
  const head = ['measurement', 'ours', 'peer or limit', 'ratio', 'target', ''];
  const cells = rows.map(({ what, ours, beside, ratio, target, reached }) => [
    what,
    ours,
    beside,
    ratio === null ? '–' : ratio.toFixed(2),
    target,
    reached ? 'ok' : 'MISS',
  ]);
  const lines = [head, ...cells];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const isText = (column: number) => column === 0 || column >= 4;
  const format = (line: readonly string[]) =>
    line
      .map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [format(head), rule, ...cells.map(format)].join('\n');
}

const limitOf = (bound: Bound): number => ('atLeast' in bound ? bound.atLeast : bound.atMost);
const isWithin = (value: number, bound: Bound): boolean =>
  'atLeast' in bound ? value >= bound.atLeast : value <= bound.atMost;
const wordsOf = (bound: Bound): string => `${'atLeast' in bound ? '≥' : '≤'} ${limitOf(bound)}`;

function withUnit(value: number, unit: string): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toFixed(digits);
  return unit === '' ? text : `${text} ${unit}`;
}
