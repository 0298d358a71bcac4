import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import { anchorOf, layOut, rowsIn, windowAt, type GridLayout, type GridRow, type Span } from '../utils/grid-layout';
import { gridMetrics, type Screen } from '../utils/grid-metrics';
import type { CamerasStore } from './cameras-store';
import { sectionsOf, type DeviceSection, type Filter } from './device-sections';
import type { ListingQuery } from './listing';
import type { PreferencesStore } from './preferences-store';

interface Deps {
  readonly cameras: CamerasStore;
  readonly preferences: PreferencesStore;
  readonly screen: Screen;
}

/** Which cameras are to be shown, where each of them lies, and which part of them is near the screen. */
export class DeviceList {
  filter: Filter = 'all';
  /** What is searched for; empty when nothing is. */
  text = '';
  /** Counts the times that the list was put back to its top. */
  resets = 0;

  private screen: Screen;
  private anchor = 0;
  private scrollTop = 0;

  constructor(private readonly deps: Deps) {
    this.screen = deps.screen;
    makeAutoObservable<this, 'deps' | 'screen' | 'scrollTop'>(
      this,
      {
        screen: observable.ref,
        scrollTop: false,
        deps: false,
      },
      { autoBind: true },
    );
  }

  get sections(): readonly DeviceSection[] {
    const { cameras, preferences } = this.deps;
    const { filter, text } = this;
    return sectionsOf({
      stores: cameras.stores,
      filter,
      text,
      favourites: preferences.favourites,
      listing: (query) => cameras.listing(query),
      failed: cameras.partFailure !== null,
    });
  }

  get layout(): GridLayout {
    return layOut(this.sections, gridMetrics(this.screen));
  }

  /** The rows near the screen. */
  get rows(): readonly GridRow[] {
    return rowsIn(this.layout, windowAt(this.anchor, this.screen.height));
  }

  /** Height of what lies above the rows, px. */
  get above(): number {
    return this.rows[0]?.top ?? 0;
  }

  /** Height of what lies below the rows, px. */
  get below(): number {
    return this.layout.height - (this.rows[this.rows.length - 1]?.bottom ?? 0);
  }

  /** Cards there are with the present filter and search. */
  get cards(): number {
    return this.sections.reduce((sum, section) => sum + section.cards, 0);
  }

  choose(filter: Filter): void {
    this.filter = filter;
    this.toTop();
  }

  /** Searches over all; what is loaded shows at once, before the cloud answers. */
  search(text: string): void {
    this.text = text;
    if (text !== '') this.deps.cameras.seed({ kind: 'search', text }, this.deps.cameras.search(text));
    this.toTop();
  }

  /** A change of favourites shows what is known of them at once. */
  seedFavourites(): void {
    const { cameras, preferences } = this.deps;
    if (preferences.favourites.length === 0) return;
    const known = preferences.favourites.filter((id) => cameras.find(id) !== undefined);
    cameras.seed({ kind: 'favourites', ids: preferences.favourites }, known);
  }

  /** `top` in px from the list's beginning. */
  scrolled(top: number): void {
    this.scrollTop = top;
  }

  /** Brings the rows near the last scroll position into `rows`. */
  moveWindow(): void {
    this.anchor = anchorOf(this.scrollTop, this.screen.height);
  }

  resize(size: Pick<Screen, 'width' | 'height'>): void {
    if (size.width > 0 && size.height > 0) this.screen = { ...this.screen, ...size };
  }

  /** The loaded cameras of which any part is on the screen. */
  visibleIds(): readonly ChannelId[] {
    return rowsIn(this.layout, this.spanAround(0)).flatMap((row) => {
      if (row.kind === 'header') return [];
      return this.sections[row.section]?.ids.slice(row.first, row.first + row.count) ?? [];
    });
  }

  /** The lists that the screen and half of one around it need more of, from top to bottom. */
  missing(): readonly ListingQuery[] {
    const needed = new Map<DeviceSection, number>();
    for (const row of rowsIn(this.layout, this.spanAround(this.screen.height / 2))) {
      const section = this.sections[row.section];
      if (section !== undefined && row.kind === 'cards') needed.set(section, row.first + row.count);
    }
    const lacking = [...needed].filter(([{ query }, count]) => this.deps.cameras.lacks(query, count));
    return lacking.map(([{ query }]) => query);
  }

  private spanAround(margin: number): Span {
    return { from: Math.max(0, this.scrollTop - margin), to: this.scrollTop + this.screen.height + margin };
  }

  private toTop(): void {
    this.scrollTop = 0;
    this.anchor = 0;
    this.resets += 1;
  }
}
