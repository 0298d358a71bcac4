import { pad } from '../../utils/clock';

const { log } = getApp();

Page({
  data: { keyword: '42', clock: pad(7), rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], pressed: 0, shown: '' },
  onLoad(query) {
    log.push(`home load ${JSON.stringify(query)}`);
  },
  onShow() {
    log.push('home show');
  },
  onReady() {
    log.push('home ready');
  },
  onHide() {
    log.push('home hide');
  },
  onUnload() {
    log.push('home unload');
  },
  onPullDownRefresh() {
    log.push('home pull');
  },
  onInput({ detail }) {
    this.setData({ keyword: detail.value });
    log.push(`input ${detail.value}`);
  },
  onPress({ detail }) {
    log.push(`press ${detail.times}`);
  },
  onGo() {
    wx.navigateTo({ url: '/extra/pages/detail/detail?id=a%20b&n=1' });
  },
  onLower() {
    log.push('lower');
  },
  onScroll() {},
  onTap({ detail, touches, currentTarget }) {
    log.push(`tap ${detail.x > 0} ${touches.length} ${currentTarget.id}`);
  },
  onLong() {
    log.push('long');
  },
});
