const { log } = getApp();
const tell =
  (name) =>
  ({ errMsg, ...rest }) =>
    log.push(`${name} ${errMsg} ${JSON.stringify(rest)}`);

Page({
  data: { time: '12:30', date: '2026-03-10' },
  time({ detail }) {
    this.setData({ time: detail.value });
  },
  date({ detail }) {
    this.setData({ date: detail.value });
  },
  cancelled() {
    log.push('cancelled');
  },
  changing({ detail }) {
    log.push(`changing ${detail.value}`);
  },
  changed({ detail }) {
    log.push(`changed ${detail.value}`);
  },
  share() {
    wx.shareFileMessage({ filePath: getApp().file, fileName: 'clip.flv', complete: tell('share') });
  },
  settings() {
    wx.openSetting({ complete: tell('settings') });
  },
  async later() {
    await wx.getNetworkType();
    wx.openSetting({ fail: tell('promised'), success: tell('promised') });
    setTimeout(() => wx.openSetting({ complete: tell('late') }), 10);
  },
});
