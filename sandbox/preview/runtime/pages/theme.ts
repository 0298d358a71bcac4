import type { BootPlan, WindowConfig } from '../boot-plan';
import type { Device, Theme } from '../device';

/** What a page's window looks like once defaults, app.json, page JSON and theme variables have met. */
export interface WindowLook {
  readonly title: string;
  readonly barBackground: string;
  readonly barText: 'black' | 'white';
  readonly background: string;
  readonly refreshText: 'dark' | 'light';
  readonly custom: boolean;
}

/** Resolves `@name` values of theme.json. Without `darkmode` in app.json WeChat stays light. */
export class Themes {
  constructor(
    private readonly plan: BootPlan,
    private readonly device: Device,
  ) {}

  get current(): Theme {
    return this.plan.app.darkmode === true ? this.device.state.theme : 'light';
  }

  resolve(value: string | undefined, otherwise: string): string {
    if (value === undefined) return otherwise;
    if (!value.startsWith('@')) return value;
    return this.plan.theme?.[this.current][value.slice(1)] ?? otherwise;
  }

  windowLook(page: WindowConfig): WindowLook {
    const config = { ...this.plan.app.window, ...page };
    const dark = this.current === 'dark';
    return {
      title: config.navigationBarTitleText ?? '',
      barBackground: this.resolve(config.navigationBarBackgroundColor, dark ? '#191919' : '#ffffff'),
      barText: this.resolve(config.navigationBarTextStyle, dark ? 'white' : 'black') === 'white' ? 'white' : 'black',
      background: this.resolve(config.backgroundColor, dark ? '#111111' : '#ffffff'),
      refreshText: this.resolve(config.backgroundTextStyle, dark ? 'light' : 'dark') === 'light' ? 'light' : 'dark',
      custom: config.navigationStyle === 'custom',
    };
  }
}
