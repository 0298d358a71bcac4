import { installPullGesture } from './pull-gesture';

export interface PageWindowHandlers {
  canPullDown(): boolean;
  onPullDown(): void;
  onScroll(scrollTop: number): void;
  onReachBottom(): void;
}

const PULL_THRESHOLD_PX = 50;
const DEFAULT_REACH_PX = 50;

/** The DOM of one page: a fixed window, in it what scrolls, in it the `page` element. */
export class PageWindow {
  readonly element = document.createElement('div');
  readonly scroller = document.createElement('div');
  private readonly indicator = document.createElement('div');
  private refreshing = false;
  private atBottom = false;

  constructor(
    private readonly handlers: PageWindowHandlers,
    private readonly reachPx: number = DEFAULT_REACH_PX,
  ) {
    this.element.className = 'page-window';
    this.scroller.className = 'page-scroll';
    this.scroller.tabIndex = 0; // who has no finger scrolls with the keys
    this.indicator.className = 'pull-indicator';
    this.indicator.innerHTML = '<i></i><i></i><i></i>';
    this.element.append(this.indicator, this.scroller);
    this.scroller.addEventListener('scroll', () => this.scrolled());
    installPullGesture(this.scroller, {
      mayStart: () => handlers.canPullDown() && !this.refreshing && this.scroller.scrollTop <= 0,
      onPull: (distance) => this.hang(distance, false),
      onRelease: (distance) => (distance >= PULL_THRESHOLD_PX ? this.startRefresh() : this.hang(0, true)),
    });
  }

  /** Replaces the given placeholder's place with the page's root. */
  placeholder(): HTMLElement {
    const place = document.createElement('span');
    this.scroller.append(place);
    return place;
  }

  set hidden(hidden: boolean) {
    this.element.hidden = hidden;
  }

  startRefresh(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.hang(PULL_THRESHOLD_PX, true);
    this.handlers.onPullDown();
  }

  stopRefresh(): void {
    this.refreshing = false;
    this.hang(0, true);
  }

  scrollTo(top: number, durationMs: number): void {
    this.scroller.scrollTo({ top, behavior: durationMs > 0 ? 'smooth' : 'auto' });
  }

  /** Where things stand relative to this window, px. */
  origin(): { readonly left: number; readonly top: number } {
    const { left, top } = this.element.getBoundingClientRect();
    return { left, top };
  }

  layOut(top: number, bottom: number): void {
    this.element.style.inset = `${top}px 0 ${bottom}px`;
    this.element.style.setProperty('--vh', `${(window.innerHeight - top - bottom) / 100}px`);
  }

  private hang(distance: number, animated: boolean): void {
    this.scroller.style.transition = animated ? 'transform .2s ease-out' : '';
    this.scroller.style.transform = distance > 0 ? `translateY(${distance}px)` : '';
    this.indicator.classList.toggle('is-busy', this.refreshing);
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.handlers.onScroll(scrollTop);
    const atBottom = scrollTop + clientHeight >= scrollHeight - this.reachPx;
    if (atBottom && !this.atBottom) this.handlers.onReachBottom();
    this.atBottom = atBottom;
  }
}
