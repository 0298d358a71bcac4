import type { types } from 'glass-easel-miniprogram-adapter';
import type { template } from 'glass-easel';

/** Colours and icons may be `@names` of theme.json. */
export interface WindowConfig {
  readonly navigationBarTitleText?: string;
  readonly navigationBarBackgroundColor?: string;
  readonly navigationBarTextStyle?: string;
  readonly navigationStyle?: string;
  readonly backgroundColor?: string;
  readonly backgroundTextStyle?: string;
  readonly enablePullDownRefresh?: boolean;
  readonly onReachBottomDistance?: number;
  readonly disableScroll?: boolean;
}

export interface TabItem {
  readonly pagePath: string;
  readonly text: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

export interface TabBarConfig {
  readonly custom?: boolean;
  readonly color?: string;
  readonly selectedColor?: string;
  readonly backgroundColor?: string;
  readonly borderStyle?: string;
  readonly list: readonly TabItem[];
}

export interface AppConfig {
  readonly pages: readonly string[];
  readonly entryPagePath?: string;
  readonly window?: WindowConfig;
  readonly tabBar?: TabBarConfig;
  readonly darkmode?: boolean;
  /** ms */
  readonly networkTimeout?: { readonly downloadFile?: number };
}

export interface ThemeVariables {
  readonly light: Readonly<Record<string, string>>;
  readonly dark: Readonly<Record<string, string>>;
}

type PageConfig = WindowConfig & types.ComponentStaticConfig;
type Template = template.ComponentTemplate;

export interface PlannedComponent {
  readonly id: string;
  readonly page: boolean;
  /** Class prefix of its elements, empty where styles are shared. */
  readonly scope: string;
  readonly json: PageConfig;
  readonly load: (() => unknown) | null;
}

/** What the build hands to the runtime. */
export interface BootPlan {
  readonly app: AppConfig;
  readonly theme: ThemeVariables | null;
  readonly templates: NonNullable<Template['groupList']> & Readonly<Record<string, Template['content']>>;
  /** The MobX that its scripts use. */
  readonly loadMobx: (() => unknown) | null;
  readonly loadApp: (() => unknown) | null;
  /** Users after what they use. */
  readonly components: readonly PlannedComponent[];
}
