import type { BootPlan, PlannedComponent } from '../boot-plan';
import type { Space } from '../glass/space';
import { Signal } from '../signal';
import { Page } from './page';
import type { Themes } from './theme';
import { parseAddress } from './url';

/** Thrown with WeChat's words for what is wrong with a navigation. */
export class NavigationRefused extends Error {}

const MAX_PAGES = 10;

/** WeChat's page stack. Pages of the tab bar live on beside it once they have been opened. */
export class PageStack {
  /** After anything that another page, title or bar may follow from. */
  readonly changed = new Signal<Page>();
  private readonly pages: Page[] = [];
  private readonly tabs = new Map<string, Page>();
  private readonly definitions: ReadonlyMap<string, PlannedComponent>;
  readonly tabRoutes: readonly string[];

  constructor(
    plan: BootPlan,
    private readonly space: Space,
    private readonly themes: Themes,
    private readonly parent: HTMLElement,
  ) {
    this.definitions = new Map(plan.components.filter(({ page }) => page).map((page) => [page.id, page]));
    this.tabRoutes = plan.app.tabBar?.list.map(({ pagePath }) => pagePath) ?? [];
  }

  get all(): readonly Page[] {
    return this.pages;
  }

  /** Those on the stack and those of the tab bar beside it. */
  get opened(): readonly Page[] {
    return [...new Set([...this.pages, ...this.tabs.values()])];
  }

  get top(): Page {
    const page = this.pages.at(-1);
    if (page === undefined) throw new Error('no page is open yet');
    return page;
  }

  isTab(route: string): boolean {
    return this.tabRoutes.includes(route);
  }

  has(route: string): boolean {
    return this.definitions.has(route);
  }

  navigateTo(url: string): void {
    const page = this.create(url);
    if (this.isTab(page.route)) throw new NavigationRefused('can not navigateTo a tabbar page');
    if (this.pages.length >= MAX_PAGES) throw new NavigationRefused('webview count limit exceed');
    this.pages.at(-1)?.hide();
    this.hideBelow();
    this.enter(page);
  }

  redirectTo(url: string): void {
    const page = this.create(url);
    if (this.isTab(page.route)) throw new NavigationRefused('can not redirectTo a tabbar page');
    this.leave(1);
    this.enter(page);
  }

  reLaunch(url: string): void {
    const page = this.create(url);
    this.leave(this.pages.length);
    for (const tab of this.tabs.values()) tab.close();
    this.tabs.clear();
    this.enter(page);
  }

  switchTab(url: string): void {
    const { route } = parseAddress(url, this.pages.at(-1)?.route ?? '');
    if (!this.isTab(route)) throw new NavigationRefused('can not switch to no-tabBar page');
    const [bottom] = this.pages;
    if (bottom?.route === route && this.pages.length === 1) return;
    while (this.pages.length > 0) this.dropTop();
    const known = this.tabs.get(route);
    if (known === undefined) {
      this.enter(this.create(`/${route}`));
      return;
    }
    this.pages.push(known);
    known.show();
    this.changed.emit(known);
  }

  navigateBack(delta: number): void {
    if (this.pages.length < 2) throw new NavigationRefused('cannot navigate back at first page');
    this.leave(Math.min(Math.max(1, delta), this.pages.length - 1));
    this.top.show();
    this.changed.emit(this.top);
  }

  private create(url: string): Page {
    const { route, query } = parseAddress(url, this.pages.at(-1)?.route ?? '');
    const definition = this.definitions.get(route);
    if (definition === undefined) throw new NavigationRefused(`page "${route}" is not found`);
    return new Page(definition, query, this.space, this.themes);
  }

  private enter(page: Page): void {
    this.pages.push(page);
    if (this.isTab(page.route)) this.tabs.set(page.route, page);
    this.changed.emit(page); // bars first, so that the page is measured right from onLoad on
    page.open(this.parent);
    this.changed.emit(this.top); // onLoad may have changed its title, or gone on to another page
  }

  private leave(count: number): void {
    for (const page of this.pages.splice(this.pages.length - count).reverse()) {
      this.tabs.delete(page.route);
      page.close();
    }
  }

  /** Closes the page on top, unless it belongs to the tab bar and only steps aside. */
  private dropTop(): void {
    const page = this.pages.at(-1);
    if (page === undefined) return;
    if (!this.tabs.has(page.route)) {
      this.leave(1);
      return;
    }
    page.hide();
    page.window.hidden = true;
    this.pages.pop();
  }

  private hideBelow(): void {
    const below = this.pages.at(-1);
    if (below !== undefined) below.window.hidden = true;
  }
}
