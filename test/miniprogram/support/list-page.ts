import type { KeyedRow } from '../../../miniprogram/utils/list-patch';
import type { RowsPage } from '../../../miniprogram/services/drawn-rows';

type Callback = (answers: unknown[]) => void;

/** A page that lays its rows out one below the other, below 120 px of something else, on a screen of 800 px. */
export class ListPage implements RowsPage {
  static readonly screen = 800;
  data: { rows: readonly KeyedRow[]; above: number; below: number } = { rows: [], above: 0, below: 0 };
  /** What `setData` was given, and when. */
  readonly sent: { readonly at: number; readonly patch: Record<string, unknown> }[] = [];
  scrollTop = 0;

  constructor(
    private readonly heightOf: (key: string) => number,
    /** By how much the last row that is drawn is higher than it is elsewhere, px. */
    private readonly margin = 0,
  ) {}

  setData(patch: Record<string, unknown>, drawn?: () => void): void {
    this.sent.push({ at: Date.now(), patch });
    const { above, below, rows: whole, ...single } = { ...this.data, ...patch };
    const rows = [...whole];
    for (const [path, row] of Object.entries(single)) rows[Number(/\d+/.exec(path)?.[0])] = row as KeyedRow;
    this.data = { rows, above, below };
    this.scrollTo(this.scrollTop);
    setTimeout(() => drawn?.(), 0);
  }

  /** No further than to the end of what is drawn. */
  scrollTo(top: number): void {
    const { above, below } = this.data;
    const height = 120 + above + this.heightOfRows + below;
    this.scrollTop = Math.max(0, Math.min(top, height - ListPage.screen));
  }

  /** Where a row is on the screen, px; null when it is not drawn. */
  placeOf(key: string): number | null {
    const index = this.data.rows.findIndex((row) => row.key === key);
    return index < 0 ? null : (this.tops[index] ?? null);
  }

  /** Rows that a person sees a part of, and the bare stretch of the list that they see in the place of others, px. */
  look(): { readonly keys: readonly string[]; readonly bare: number } {
    const { tops } = this;
    const keys = this.data.rows.filter(({ key }, index) => {
      const top = tops[index] ?? 0;
      return top < ListPage.screen && top + this.heightOf(key) > 0;
    });
    const start = 120 - this.scrollTop;
    const end = start + this.data.above + this.heightOfRows;
    const seen = (from: number, to: number) => Math.max(0, Math.min(to, ListPage.screen) - Math.max(from, 0));
    return {
      keys: keys.map(({ key }) => key),
      bare: seen(start, start + this.data.above) + seen(end, end + this.data.below),
    };
  }

  createSelectorQuery(): WechatMiniprogram.SelectorQuery {
    const asked: string[] = [];
    const node = { boundingClientRect: () => undefined };
    const ask = (selector: string) => {
      asked.push(selector);
      return node;
    };
    const exec = (callback: Callback) => {
      setTimeout(() => callback(asked.map((selector) => this.rectsOf(selector))), 0);
    };
    return { select: ask, selectAll: ask, exec } as unknown as WechatMiniprogram.SelectorQuery;
  }

  private rectsOf(selector: string): unknown {
    const top = 120 - this.scrollTop;
    const { rows, above } = this.data;
    if (selector === '.drawn-top') return { top, width: 375 };
    if (selector === '.drawn-end') return { top: top + above + this.heightOfRows, width: 375 };
    return rows.map(({ key }, index) => ({ dataset: { key }, top: this.tops[index] }));
  }

  private get heightOfRows(): number {
    return this.data.rows.reduce((sum, { key }) => sum + this.heightOf(key), this.margin);
  }

  private get tops(): readonly number[] {
    let top = 120 - this.scrollTop + this.data.above;
    return this.data.rows.map(({ key }) => {
      const own = top;
      top += this.heightOf(key);
      return own;
    });
  }
}
