import { dictionaries } from '../../playback/i18n/index';

/** What the timeline told, for whoever looks from outside. */
const told = [];

Page({
  data: {
    words: dictionaries[wx.getAppBaseInfo().language === 'en' ? 'en' : 'zh-CN'].timeline,
    theme: wx.getAppBaseInfo().theme,
    pixelRatio: wx.getWindowInfo().pixelRatio,
    typeScale: wx.getAppBaseInfo().fontSizeScaleFactor,
  },
  onReady() {
    globalThis.__timeline = { handle: this.selectComponent('#timeline'), told };
  },
  onTold({ type, detail }) {
    told.push({ type, detail });
  },
});
