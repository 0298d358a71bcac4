const { log } = getApp();

Page({
  onShow() {
    log.push('mine show');
  },
  onHide() {
    log.push('mine hide');
  },
  onTabItemTap({ index, pagePath, text }) {
    log.push(`mine tapped ${index} ${pagePath} ${text}`);
  },
});
