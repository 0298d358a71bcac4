import type { Root } from 'glass-easel-miniprogram-adapter';
import type { PlannedComponent } from '../boot-plan';
import { callMethod, type Instance } from '../glass/instance';
import { whenReady } from '../glass/ready';
import type { Space } from '../glass/space';
import { PageWindow } from './page-window';
import type { Themes, WindowLook } from './theme';
import { formatAddress, type PageAddress } from './url';

/** What wx.setNavigationBar* changed on this page. */
type LookChange = Partial<Pick<WindowLook, 'title' | 'barBackground' | 'barText'>>;

/** One page on the stack: its script's instance, its window, and its life. */
export class Page {
  readonly window: PageWindow;
  readonly instance: Instance;
  readonly route: string;
  private readonly root: Root;
  private changes: LookChange = {};
  private shown = false;
  private loaded = false;

  constructor(
    private readonly definition: PlannedComponent,
    readonly query: PageAddress['query'],
    space: Space,
    private readonly themes: Themes,
  ) {
    this.route = definition.id;
    this.window = new PageWindow(
      {
        canPullDown: () => definition.json.enablePullDownRefresh === true,
        onPullDown: () => this.call('onPullDownRefresh'),
        onScroll: (scrollTop) => this.call('onPageScroll', { scrollTop }),
        onReachBottom: () => this.call('onReachBottom'),
      },
      definition.json.onReachBottomDistance,
    );
    this.root = space.backend.createRoot('page', space.code, this.url);
    // The adapter types a page's instance as `any`; this is all the preview asks of it.
    this.instance = this.root.get();
    this.instance.route = this.route;
    this.instance.options = query;
  }

  get url(): string {
    return formatAddress({ route: this.route, query: this.query });
  }

  get look(): WindowLook {
    return { ...this.themes.windowLook(this.definition.json), ...this.changes };
  }

  changeLook(change: LookChange): void {
    this.changes = { ...this.changes, ...change };
  }

  /** Puts the page into the document and runs it up to onShow; onReady follows with the first frame. */
  open(parent: HTMLElement): void {
    parent.append(this.window.element);
    const host = this.root.getComponent().getBackendElement() as unknown as HTMLElement;
    host.dataset['route'] = this.route;
    const place = this.window.placeholder();
    type Place = Parameters<Root['attach']>[0];
    this.root.attach(this.window.scroller as unknown as Place, place as unknown as Place);
    this.call('onLoad', this.query);
    this.show();
    whenReady(() => {
      this.loaded = true;
      this.call('onReady');
    });
  }

  get isReady(): boolean {
    return this.loaded;
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.window.hidden = false;
    this.lifetime('show');
    this.call('onShow');
    this.window.element.dispatchEvent(new CustomEvent('wx-page-show'));
  }

  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    this.lifetime('hide');
    this.call('onHide');
    this.window.element.dispatchEvent(new CustomEvent('wx-page-hide'));
  }

  close(): void {
    this.shown = false;
    this.call('onUnload');
    this.root.release();
    this.window.element.remove();
  }

  resize(size: { readonly windowWidth: number; readonly windowHeight: number }): void {
    this.lifetime('resize', { size });
    this.call('onResize', { size });
  }

  call(name: string, argument?: unknown): unknown {
    return callMethod(this.instance, name, argument);
  }

  has(name: string): boolean {
    return typeof Reflect.get(this.instance, name) === 'function';
  }

  private lifetime(name: 'show' | 'hide' | 'resize', argument?: unknown): void {
    this.root.getComponent().triggerPageLifetime(name, argument === undefined ? [] : [argument]);
  }
}
