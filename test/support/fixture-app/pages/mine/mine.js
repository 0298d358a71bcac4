const { log } = getApp();

Page({
  onShow() {
    log.push('mine show');
  },
  onHide() {
    log.push('mine hide');
  },
});
