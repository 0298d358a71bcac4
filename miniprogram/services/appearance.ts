export type Theme = 'light' | 'dark';

/** iOS names a size in px instead of a factor; this is its standard one. */
const STANDARD_FONT_PX = 17;
/** Care mode on an iPhone (the platform's guide for the elderly); on an iPad it asks for a little more. */
const MAX_SCALE = 1.4;

/** What the phone says of itself: language, theme and how large its owner wants letters. */
export interface Appearance {
  /** As WeChat spells it: `zh_CN`, `en`, … */
  language(): string;
  theme(): Theme;
  /** Calls back on every change; the answer ends it. */
  onThemeChange(callback: (theme: Theme) => void): () => void;
  /** 1 to 1.4: what every font size is multiplied by. */
  typeScale(): number;
  /** The window in px, without WeChat's own bars; `pixelRatio`: pixels of the screen to one px. */
  window(): { readonly width: number; readonly height: number; readonly pixelRatio: number };
}

export const appearance: Appearance = {
  language: () => wx.getAppBaseInfo().language,
  theme: () => (wx.getAppBaseInfo().theme === 'dark' ? 'dark' : 'light'),
  onThemeChange(callback) {
    const listener: Parameters<typeof wx.onThemeChange>[0] = ({ theme }) =>
      callback(theme === 'dark' ? 'dark' : 'light');
    wx.onThemeChange(listener);
    return () => wx.offThemeChange(listener);
  },
  typeScale() {
    const { fontSizeScaleFactor, fontSizeSetting } = baseInfo();
    return clampScale(fontSizeScaleFactor ?? (fontSizeSetting ?? STANDARD_FONT_PX) / STANDARD_FONT_PX);
  },
  window() {
    const { windowWidth, windowHeight, pixelRatio } = wx.getWindowInfo();
    return { width: windowWidth, height: windowHeight, pixelRatio };
  },
};

/** Older WeChats lack some of what the typings promise. */
function baseInfo(): Partial<ReturnType<typeof wx.getAppBaseInfo>> {
  return wx.getAppBaseInfo();
}

/** Layouts are drawn for 1 to 1.4; smaller letters than ours would not be readable in a bright shop. */
export function clampScale(scale: number): number {
  return Number.isFinite(scale) ? Math.min(MAX_SCALE, Math.max(1, scale)) : 1;
}
