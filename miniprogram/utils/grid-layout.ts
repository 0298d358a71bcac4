/** A run of cards below one heading. */
export interface GridSection {
  readonly key: string;
  readonly headed: boolean;
  readonly cards: number;
}

/** Sizes in px, the same for every row of a kind: what makes the place of any row a matter of arithmetic. */
export interface GridMetrics {
  readonly columns: number;
  readonly headerHeight: number;
  readonly rowHeight: number;
}

interface PlacedSection extends GridSection {
  readonly top: number;
  readonly bottom: number;
}

/** Where every section lies; rows are computed when asked for, so ten thousand cards cost a few hundred entries. */
export interface GridLayout {
  readonly metrics: GridMetrics;
  readonly sections: readonly PlacedSection[];
  readonly height: number;
}

export type GridRow = { readonly section: number; readonly top: number; readonly bottom: number } & (
  { readonly kind: 'header' } | { readonly kind: 'cards'; readonly first: number; readonly count: number }
);

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Places sections one below the other. */
export function layOut(sections: readonly GridSection[], metrics: GridMetrics): GridLayout {
  const placed: PlacedSection[] = [];
  let top = 0;
  for (const section of sections) {
    const rows = Math.ceil(section.cards / metrics.columns);
    const bottom = top + (section.headed ? metrics.headerHeight : 0) + rows * metrics.rowHeight;
    placed.push({ ...section, top, bottom });
    top = bottom;
  }
  return { metrics, sections: placed, height: top };
}

/** The rows of which any part lies in the span, from top to bottom. */
export function rowsIn(layout: GridLayout, { from, to }: Span): readonly GridRow[] {
  const rows: GridRow[] = [];
  for (let index = firstSectionBelow(layout, from); index < layout.sections.length; index += 1) {
    const section = layout.sections[index];
    if (section === undefined || section.top >= to) break;
    pushRows(rows, { section, index, metrics: layout.metrics, span: { from, to } });
  }
  return rows;
}

interface SectionInSpan {
  readonly section: PlacedSection;
  readonly index: number;
  readonly metrics: GridMetrics;
  readonly span: Span;
}

function pushRows(rows: GridRow[], { section, index, metrics, span }: SectionInSpan): void {
  const { columns, headerHeight, rowHeight } = metrics;
  const cardsTop = section.top + (section.headed ? headerHeight : 0);
  if (section.headed && section.top + headerHeight > span.from) {
    rows.push({ kind: 'header', section: index, top: section.top, bottom: cardsTop });
  }
  const total = Math.ceil(section.cards / columns);
  const firstRow = Math.max(0, Math.floor((span.from - cardsTop) / rowHeight));
  const endRow = Math.min(total, Math.ceil((span.to - cardsTop) / rowHeight));
  for (let row = firstRow; row < endRow; row += 1) {
    const first = row * columns;
    const top = cardsTop + row * rowHeight;
    const count = Math.min(columns, section.cards - first);
    rows.push({ kind: 'cards', section: index, first, count, top, bottom: top + rowHeight });
  }
}

/** Index of the first section that ends below `y`. */
function firstSectionBelow({ sections }: GridLayout, y: number): number {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const section = sections[middle];
    if (section !== undefined && section.bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The window moves in steps of half a screen: small scrolling changes nothing. */
export function anchorOf(scrollTop: number, viewportHeight: number): number {
  const step = viewportHeight / 2;
  return step > 0 ? Math.max(0, Math.floor(scrollTop / step) * step) : 0;
}

/** What is kept in `data` around an anchor: the screen wherever it stands within the step, and three quarters of one on either side. */
export function windowAt(anchor: number, viewportHeight: number): Span {
  const margin = viewportHeight * 0.75;
  return { from: Math.max(0, anchor - margin), to: anchor + viewportHeight * 1.5 + margin };
}
