import type { ElementBehavior, ElementDefinition, Host } from './define';

const DRAG_PX = 40;

export const swipers: readonly ElementDefinition[] = [
  {
    tag: 'swiper',
    properties: {
      indicatorDots: Boolean,
      indicatorColor: { type: String, value: 'rgba(0, 0, 0, .3)' },
      indicatorActiveColor: { type: String, value: '#000000' },
      autoplay: Boolean,
      current: Number,
      interval: { type: Number, value: 5000 },
      duration: { type: Number, value: 500 },
      circular: Boolean,
      vertical: Boolean,
      easingFunction: String,
    },
    create: (host) => new Swiper(host),
  },
  { tag: 'swiper-item', properties: { itemId: String, skipHiddenItemLayout: Boolean } },
];

type Source = '' | 'autoplay' | 'touch';

class Swiper implements ElementBehavior {
  private index = 0;
  private readonly dots = document.createElement('div');
  private readonly children = new MutationObserver(() => this.layOut());
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: Host) {
    this.dots.className = 'swiper-dots';
    let start: { x: number; y: number } | null = null;
    host.element.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => (start = { x, y }));
    host.element.addEventListener('pointerup', ({ clientX, clientY }) => {
      if (start !== null) this.dragged(host.flag('vertical') ? clientY - start.y : clientX - start.x);
      start = null;
    });
  }

  attached(): void {
    this.host.element.append(this.dots);
    this.children.observe(this.host.element, { childList: true });
    this.index = this.host.number('current');
    this.layOut();
    this.restart();
  }

  detached(): void {
    this.children.disconnect();
    clearInterval(this.timer);
  }

  changed(name: string, value: unknown): void {
    if (!this.host.element.isConnected) return;
    if (name === 'current') this.go(Number(value), '');
    else if (name === 'autoplay' || name === 'interval') this.restart();
    else this.layOut();
  }

  private get items(): HTMLElement[] {
    return [...this.host.element.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')];
  }

  private restart(): void {
    clearInterval(this.timer);
    if (!this.host.flag('autoplay')) return;
    this.timer = setInterval(() => this.go(this.index + 1, 'autoplay'), this.host.number('interval'));
  }

  private dragged(distance: number): void {
    if (Math.abs(distance) > DRAG_PX) this.go(this.index + (distance < 0 ? 1 : -1), 'touch');
  }

  private go(wanted: number, source: Source): void {
    const { length } = this.items;
    if (length === 0) return;
    const index = this.host.flag('circular') ? (wanted + length) % length : Math.min(Math.max(wanted, 0), length - 1);
    if (index === this.index) return;
    this.index = index;
    this.host.set('current', index);
    this.layOut();
    this.host.emitLater('change', { current: index, source, currentItemId: '' });
  }

  private layOut(): void {
    const axis = this.host.flag('vertical') ? 'Y' : 'X';
    const items = this.items;
    items.forEach((item, index) => {
      item.style.transition = `transform ${this.host.number('duration')}ms`;
      item.style.transform = `translate${axis}(${(index - this.index) * 100}%)`;
      item.ariaHidden = String(index !== this.index);
    });
    this.dots.hidden = !this.host.flag('indicatorDots');
    this.dots.replaceChildren(...items.map((_, index) => this.dot(index === this.index)));
  }

  private dot(on: boolean): HTMLElement {
    const dot = document.createElement('i');
    dot.style.background = this.host.text(on ? 'indicatorActiveColor' : 'indicatorColor');
    return dot;
  }
}
