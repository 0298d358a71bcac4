import type { Device } from './device';
import { NavigationRefused, type PageStack } from './pages/stack';
import { formatAddress, parseAddress } from './pages/url';
import type { LaunchOptions } from './wx/events';

/** How the mini-program was launched, and how it was entered last. */
export class Entries {
  private last: LaunchOptions;
  private waiting: string | null = null;

  constructor(readonly launch: LaunchOptions) {
    this.last = launch;
  }

  /** As `wx.getEnterOptionsSync` has it: WeChat repeats the last entry whenever one merely comes back. */
  get current(): LaunchOptions {
    return this.last;
  }

  /** The address that the next coming to the foreground has to open; null to go on where one was. */
  take(): string | null {
    const url = this.waiting;
    this.waiting = null;
    return url;
  }

  /**
   * WeChat opens an address of the running mini-program, from a code, a link or a card: it comes from the background,
   * is told how it was entered, and starts over with that page alone.
   */
  enter(path: string, scene: number, { device, stack }: { readonly device: Device; readonly stack: PageStack }): void {
    const { route, query } = parseAddress(`/${path}`, '');
    if (!stack.has(route)) throw new NavigationRefused(`page "${route}" is not found`);
    device.set({ visible: false });
    this.last = { path: route, query, scene, referrerInfo: {} };
    this.waiting = `/${formatAddress({ route, query })}`;
    device.set({ visible: true });
  }
}
