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
});
