const { log } = getApp();

Page({
  onMove() {
    log.push('moved below');
  },
  onPullDownRefresh() {
    log.push('pulled');
  },
});
