/**
 * Which page of a list comes next on the way from the newest to the oldest. Vendors list the newest or the oldest first
 * and do not say which, so that the way may lead backwards from the last page.
 */
export class PageWalk {
  /** Null when there is no page left. */
  next: number | null = null;
  /** How many a full page holds. */
  pageSize = 0;
  private step: 1 | -1 = 1;

  /** Begins at the page with the newest, which is the first one or the last. */
  begin(page: number, pages: number, pageSize: number): void {
    this.pageSize = pageSize;
    this.step = page === 1 ? 1 : -1;
    this.goOn(page, pages);
  }

  /** After a page, of so many. */
  goOn(page: number, pages: number): void {
    const next = page + this.step;
    this.next = next >= 1 && next <= pages ? next : null;
  }

  /** What was removed makes older ones move up to earlier pages, where those come later. `left`: how many are known. */
  removed(left: number): void {
    if (this.next === null || this.step === -1 || this.pageSize === 0) return;
    this.next = Math.min(this.next, Math.floor(left / this.pageSize) + 1);
  }

  clear(): void {
    this.next = null;
  }
}
