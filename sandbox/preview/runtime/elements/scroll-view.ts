import { installPullGesture } from '../pages/pull-gesture';
import { refusingUnknown, reportUnimplemented } from '../report';
import type { ElementBehavior, ElementDefinition, Host } from './define';

export const scrollView: ElementDefinition = {
  tag: 'scroll-view',
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    upperThreshold: { type: null, value: 50 },
    lowerThreshold: { type: null, value: 50 },
    scrollTop: { type: null, value: null },
    scrollLeft: { type: null, value: null },
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    enableBackToTop: Boolean,
    enablePassive: null,
    enableFlex: Boolean,
    enhanced: Boolean,
    bounces: null,
    showScrollbar: { type: Boolean, value: true },
    fastDeceleration: Boolean,
    scrollAnchoring: Boolean,
    usingSticky: Boolean,
    type: String,
    refresherEnabled: Boolean,
    refresherThreshold: { type: Number, value: 45 },
    refresherDefaultStyle: { type: String, value: 'black' },
    refresherBackground: String,
    refresherTriggered: Boolean,
  },
  create: (host) => new ScrollView(host),
};

class ScrollView implements ElementBehavior {
  private last = { left: 0, top: 0 };

  constructor(private readonly host: Host) {
    host.element.tabIndex = 0; // keys scroll it, as a screen reader's gestures do on a phone
    host.element.addEventListener('scroll', () => this.scrolled());
    installPullGesture(host.element, {
      mayStart: () => host.flag('refresherEnabled') && host.element.scrollTop <= 0 && !host.flag('refresherTriggered'),
      onPull: (distance) => {
        this.hang(distance);
        host.emit('refresherpulling', { dy: distance });
      },
      onRelease: (distance) => this.release(distance),
    });
  }

  changed(name: string, value: unknown): void {
    const { element } = this.host;
    switch (name) {
      case 'scrollX':
        element.style.overflowX = value === true ? 'auto' : 'hidden';
        return;
      case 'scrollY':
        element.style.overflowY = value === true ? 'auto' : 'hidden';
        return;
      case 'scrollTop':
      case 'scrollLeft':
        if (value !== null && value !== '') this.afterLayout(() => this.scroll(name, Number(value)));
        return;
      case 'scrollIntoView':
        if (value !== '') this.afterLayout(() => this.showChild(String(value)));
        return;
      case 'showScrollbar':
        element.classList.toggle('has-no-scrollbar', value === false);
        return;
      case 'enableFlex':
        element.classList.toggle('is-flex', value === true);
        return;
      case 'refresherDefaultStyle':
        if (value === 'none') reportUnimplemented('refresher of one’s own in <scroll-view>');
        return;
      case 'refresherTriggered':
        this.triggered(value === true);
    }
  }

  context(): object {
    return this.node();
  }

  /** What `enhanced` gives out as ScrollViewContext. */
  node(): object {
    const scrollTo = ({ top, left, animated }: { top?: number; left?: number; animated?: boolean }): void =>
      this.host.element.scrollTo({
        ...(top === undefined ? {} : { top }),
        ...(left === undefined ? {} : { left }),
        behavior: animated === true ? 'smooth' : 'auto',
      });
    const scrollIntoView = (selector: string): void => this.showChild(selector.replace(/^#/, ''));
    return refusingUnknown({ scrollTo, scrollIntoView }, 'ScrollViewContext');
  }

  private get behavior(): ScrollBehavior {
    return this.host.flag('scrollWithAnimation') ? 'smooth' : 'auto';
  }

  private scroll(name: 'scrollTop' | 'scrollLeft', to: number): void {
    const { element, behavior } = { element: this.host.element, behavior: this.behavior };
    element.scrollTo(name === 'scrollTop' ? { top: to, behavior } : { left: to, behavior });
  }

  private showChild(id: string): void {
    const { element, behavior } = { element: this.host.element, behavior: this.behavior };
    const child = element.querySelector(`[id="${CSS.escape(id)}"], [id$="--${CSS.escape(id)}"]`);
    if (child === null) return;
    // The browser's own way would scroll the page around it as well.
    const [to, from] = [child.getBoundingClientRect(), element.getBoundingClientRect()];
    element.scrollBy({ left: to.left - from.left, top: to.top - from.top, behavior });
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this.host.element;
    const { left, top } = this.last;
    this.last = { left: scrollLeft, top: scrollTop };
    const detail = { scrollTop, scrollLeft, scrollHeight, scrollWidth };
    this.host.emit('scroll', { ...detail, deltaX: left - scrollLeft, deltaY: top - scrollTop });
    const [upper, lower] = [this.host.number('upperThreshold'), this.host.number('lowerThreshold')];
    const crossed = (before: number, now: number, edge: number): boolean => before < edge && now >= edge;
    if (crossed(top, scrollTop, scrollHeight - clientHeight - lower))
      this.host.emit('scrolltolower', { direction: 'bottom' });
    if (crossed(left, scrollLeft, scrollWidth - clientWidth - lower))
      this.host.emit('scrolltolower', { direction: 'right' });
    if (crossed(-top, -scrollTop, -upper)) this.host.emit('scrolltoupper', { direction: 'top' });
    if (crossed(-left, -scrollLeft, -upper)) this.host.emit('scrolltoupper', { direction: 'left' });
  }

  private release(distance: number): void {
    if (distance >= this.host.number('refresherThreshold')) {
      this.host.set('refresherTriggered', true);
      return;
    }
    this.hang(0);
    this.host.emit('refresherabort', { dy: distance });
  }

  private triggered(on: boolean): void {
    const { element } = this.host;
    if (on === element.classList.contains('is-refreshing')) return;
    element.classList.toggle('is-refreshing', on);
    this.hang(on ? this.host.number('refresherThreshold') : 0);
    this.host.emitLater(on ? 'refresherrefresh' : 'refresherrestore', {});
  }

  private hang(distance: number): void {
    this.host.element.style.setProperty('--pull', `${distance}px`);
    this.host.element.classList.toggle('is-pulled', distance > 0);
  }

  /** What a property speaks of may come with the same update. */
  private afterLayout(act: () => void): void {
    requestAnimationFrame(act);
  }
}
