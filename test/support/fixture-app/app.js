App({
  log: [],
  onLaunch(options) {
    wx.cloud.init({});
    this.log.push(`app launch ${options.path}`);
  },
  onShow() {
    this.log.push('app show');
  },
  onHide() {
    this.log.push('app hide');
  },
});
