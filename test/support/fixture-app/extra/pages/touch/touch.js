const { log } = getApp();

Page({
  data: { src: '', muted: false, soundMode: 'speaker', asking: false },
  onTouch({ type, currentTarget, touches, changedTouches }) {
    log.push(`${currentTarget.id} ${type} ${changedTouches.length}/${touches.length}`);
  },
  onMove() {},
  onTap({ currentTarget }) {
    log.push(`${currentTarget.id} tap`);
  },
  onAgree() {
    log.push('agreed');
  },
  subscribe() {
    const { before, tmplIds } = getApp();
    before?.();
    const done = (told) => log.push(`told ${JSON.stringify(told)}`);
    wx.requestSubscribeMessage({ tmplIds, success: done, fail: done });
  },
});
