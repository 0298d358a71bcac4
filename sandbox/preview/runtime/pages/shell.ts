import type { BootPlan, TabItem } from '../boot-plan';
import type { Device } from '../device';
import { capsuleOf, readGeometry } from './geometry';
import { Signal } from '../signal';
import type { PageStack } from './stack';
import type { Themes } from './theme';

/** Everything of the phone that is not the page: status bar, title bar, capsule, tab bar. */
export class Shell {
  private readonly status = part('header', 'status-bar');
  private readonly bar = part('header', 'nav-bar');
  private readonly back = iconButton('nav-back', '返回');
  private readonly home = iconButton('nav-home', '首页');
  private readonly title = part('h1', 'nav-title');
  private readonly capsule = iconButton('capsule', '更多');
  private readonly tabBar = part('nav', 'tab-bar');
  private readonly homeBar = part('div', 'home-bar');
  private readonly tabChanges: Partial<TabItem>[] = [];
  /** The capsule was pressed. */
  readonly menuAsked = new Signal<undefined>();
  /** Somebody wants to go to the page before. */
  readonly backAsked = new Signal<undefined>();
  private leaveFullScreen: (() => void) | null = null;

  constructor(
    private readonly plan: BootPlan,
    private readonly device: Device,
    private readonly themes: Themes,
    private readonly stack: PageStack,
  ) {
    this.capsule.innerHTML = '<i>•••</i><i></i>';
    this.bar.append(this.back, this.home, this.title);
    document.body.append(this.status, this.bar, this.capsule, this.tabBar, this.homeBar);
    this.back.addEventListener('click', () => this.goBack());
    this.home.addEventListener('click', () => stack.reLaunch(`/${plan.app.pages[0] ?? ''}`));
    this.capsule.addEventListener('click', () => this.menuAsked.emit(undefined));
    this.buildTabs();
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.goBack());
    stack.changed.add(() => this.paint());
    device.changed.add(() => this.paint());
    window.addEventListener('resize', () => this.paint());
  }

  /** `leave` ends the full screen; null when it has ended. */
  setFullScreen(leave: (() => void) | null): void {
    this.leaveFullScreen = leave;
    this.paint();
  }

  get fullScreen(): boolean {
    return this.leaveFullScreen !== null;
  }

  /** The phone's own way back: out of full screen first, then to the page before. */
  goBack(): void {
    if (this.leaveFullScreen !== null) this.leaveFullScreen();
    else if (this.stack.all.length > 1) this.backAsked.emit(undefined);
  }

  paint(): void {
    const root = document.documentElement;
    root.dataset['theme'] = this.themes.current;
    root.lang = this.device.state.language === 'en' ? 'en' : 'zh-CN';
    this.layOut();
    this.paintBar();
    this.paintTabs();
    this.status.textContent = '';
    this.status.append(part('span', 'clock', clock()), part('span', 'network', networkName(this.device)));
  }

  private layOut(): void {
    const { statusBar, navigationBar, tabBar, safeBottom } = readGeometry();
    const { top: page } = this.stack;
    const { custom } = page.look;
    const tabs = this.stack.isTab(page.route) && this.stack.all.length === 1;
    const style = document.documentElement.style;
    style.setProperty('--status-bar', `${statusBar}px`);
    style.setProperty('--safe-top', `${statusBar}px`);
    style.setProperty('--safe-bottom', `${tabs ? 0 : safeBottom}px`);
    style.setProperty('--home-bar', `${safeBottom}px`);
    document.body.classList.toggle('full-screen', this.fullScreen);
    this.tabBar.hidden = !tabs;
    this.bar.hidden = custom;
    const capsule = capsuleOf(readGeometry());
    this.capsule.style.top = `${capsule.top}px`;
    const top = custom || this.fullScreen ? 0 : statusBar + navigationBar;
    page.window.layOut(top, tabs && !this.fullScreen ? tabBar + safeBottom : 0);
  }

  private paintBar(): void {
    const { top: page, all } = this.stack;
    const { title, barBackground, barText, background } = page.look;
    document.title = title;
    this.title.textContent = title;
    this.bar.style.background = barBackground;
    this.status.style.background = page.look.custom ? 'transparent' : barBackground;
    for (const element of [this.bar, this.status, this.capsule]) element.dataset['text'] = barText;
    this.back.hidden = all.length < 2;
    this.home.hidden = all.length > 1 || this.stack.isTab(page.route) || page.route === this.plan.app.pages[0];
    page.window.element.style.background = background;
    this.homeBar.dataset['text'] = this.themes.current === 'dark' ? 'white' : 'black';
  }

  private buildTabs(): void {
    const { tabBar } = this.plan.app;
    tabBar?.list.forEach((item, index) => {
      const tab = part('button', 'tab');
      tab.append(part('i', 'tab-icon'), part('span', 'tab-text', item.text));
      tab.addEventListener('click', () => this.chooseTab(item, index));
      this.tabBar.append(tab);
    });
  }

  /** What wx.setTabBarItem changed, by index. */
  changeTab(index: number, change: Partial<TabItem>): void {
    this.tabChanges[index] = { ...this.tabChanges[index], ...change };
    this.paint();
  }

  private chooseTab({ pagePath, text }: TabItem, index: number): void {
    this.stack.switchTab(`/${pagePath}`);
    this.stack.top.call('onTabItemTap', { index, pagePath, text });
  }

  private paintTabs(): void {
    const { tabBar } = this.plan.app;
    if (tabBar === undefined || this.tabBar.hidden) return;
    const dark = this.themes.current === 'dark';
    this.tabBar.style.background = this.themes.resolve(tabBar.backgroundColor, dark ? '#191919' : '#ffffff');
    this.tabBar.dataset['border'] = this.themes.resolve(tabBar.borderStyle, 'black');
    tabBar.list.forEach((original, index) => {
      const tab = this.tabBar.children[index];
      if (!(tab instanceof HTMLElement)) return;
      const item = { ...original, ...this.tabChanges[index] };
      tab.querySelector('.tab-text')?.replaceChildren(item.text);
      const selected = item.pagePath === this.stack.top.route;
      const color = selected
        ? this.themes.resolve(tabBar.selectedColor, '#07c160')
        : this.themes.resolve(tabBar.color, dark ? '#9a9a9a' : '#7a7e83');
      tab.style.color = color;
      tab.ariaCurrent = selected ? 'page' : 'false';
      paintIcon(
        tab.querySelector('.tab-icon'),
        this.themes.resolve(selected ? item.selectedIconPath : item.iconPath, ''),
      );
    });
  }
}

/** Where the server keeps the mini-program's own pictures. */
export const fileUrl = (path: string): string => `/phone/files/${path.replace(/^\//, '')}`;

function paintIcon(icon: Element | null, path: string): void {
  if (!(icon instanceof HTMLElement)) return;
  icon.hidden = path === '';
  icon.style.backgroundImage = path === '' ? '' : `url("${fileUrl(path)}")`;
}

function part<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function iconButton(className: string, label: string): HTMLButtonElement {
  const button = part('button', className);
  button.ariaLabel = label;
  return button;
}

const clock = (): string => new Date().toTimeString().slice(0, 5);

function networkName(device: Device): string {
  switch (device.state.network) {
    case 'wifi':
      return 'Wi-Fi';
    case '4g':
      return '4G';
    case 'none':
      return '无服务';
  }
}
