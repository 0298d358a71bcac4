import { autorun } from 'mobx-miniprogram';

import { patchList, type KeyedRow } from '../utils/list-patch';
import type { Patch } from '../utils/row-patch';
import { RowWindow, type RowShape, type RowSpan } from '../utils/row-window';
import { throttle } from '../utils/throttle';
import { clock } from './clock';

/**
 * A page with a list that can grow. Its template draws `rows`, each of class `drawn` with its key as `data-key`, between
 * `<view class="drawn-top" style="height: {{above}}px" />` and a `drawn-end` of the height `below`.
 */
export interface RowsPage {
  readonly data: { readonly rows: readonly KeyedRow[]; readonly above: number; readonly below: number };
  setData(patch: Patch, drawn?: () => void): void;
  createSelectorQuery(): WechatMiniprogram.SelectorQuery;
}

type Rect = WechatMiniprogram.BoundingClientRectCallbackResult;

/** The `data` of such a page before anything is drawn. */
export const NO_ROWS: RowsPage['data'] = { rows: [], above: 0, below: 0 };

/** Each step of the window is drawn at most twice: 17 `setData` a second, of the 20 that WeChat's own audit allows. */
const SCROLL_MS = 120;
/** A layout that answers every window with another one is not followed for ever. */
const MOST_STEPS = 3;

/** By page, because the place looked at outlives the visit of another page. */
const lists = new WeakMap<RowsPage, DrawnRows>();

/**
 * Keeps those of the rows in `data` that are near the screen, and of them sends only what changed, until what it returns
 * is called.
 */
export function drawRows(page: RowsPage, rows: () => readonly KeyedRow[], shape: RowShape = {}): () => void {
  const list = lists.get(page) ?? new DrawnRows(page, shape);
  lists.set(page, list);
  const stop = autorun(() => list.show(rows()));
  const onResize = () => list.scrolled();
  wx.onWindowResize(onResize);
  return () => {
    stop();
    wx.offWindowResize(onResize);
    list.rest();
  };
}

/** What the rows lie in was scrolled. */
export function rowsScrolled(page: RowsPage): void {
  lists.get(page)?.scrolled();
}

class DrawnRows {
  private rows: readonly KeyedRow[] = [];
  private keys: readonly string[] = [];
  private shown = false;
  /** How far the list's beginning lies above the screen's, px. */
  private place = 0;
  /** How often the layout has led on since somebody scrolled or the rows changed. */
  private steps = 0;
  private readonly window: RowWindow;
  private readonly follow = throttle<null>(clock, SCROLL_MS, () => this.look());

  constructor(
    private readonly page: RowsPage,
    shape: RowShape,
  ) {
    this.window = new RowWindow(shape);
  }

  show(rows: readonly KeyedRow[]): void {
    this.rows = rows;
    this.keys = rows.map(({ key }) => key);
    this.shown = true;
    this.steps = 0;
    this.draw(this.near());
  }

  rest(): void {
    this.shown = false;
  }

  scrolled(): void {
    this.steps = 0;
    this.follow(null);
  }

  private near(): RowSpan {
    return this.window.spanOf(this.keys, { top: this.place, height: wx.getWindowInfo().windowHeight });
  }

  private draw({ first, end, above, below }: RowSpan): void {
    const { data } = this.page;
    const patch = patchList('rows', data.rows, this.rows.slice(first, end));
    const isMoved = data.above !== above || data.below !== below;
    if (isMoved) Object.assign(patch, { above, below });
    if (Object.keys(patch).length > 0) this.page.setData(patch, () => this.look());
  }

  /** Learns where the list is and how high its rows are; draws others where these are not the ones near the screen. */
  private look(): void {
    const query = this.page.createSelectorQuery();
    query.select('.drawn-top').boundingClientRect();
    query.selectAll('.drawn').boundingClientRect();
    query.select('.drawn-end').boundingClientRect();
    query.exec(([top, rows, end]: [Rect | null, readonly Rect[] | null, Rect | null]) => {
      if (!this.shown || !top || !rows || !end) return;
      const drawn = rows.map(({ dataset, top: at }) => ({ key: String(dataset['key']), top: at }));
      this.window.measured(drawn, { bottom: end.top, width: top.width });
      this.place = -top.top;
      this.steps += 1;
      const near = this.near();
      if (this.steps <= MOST_STEPS && this.isElsewhere(near)) this.draw(near);
    });
  }

  /** A better guess of what is far below is no reason to draw. */
  private isElsewhere({ first, end }: RowSpan): boolean {
    const { rows } = this.page.data;
    return rows[0]?.key !== this.keys[first] || rows.length !== end - first;
  }
}
