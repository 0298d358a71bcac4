const { log } = getApp();

Page({
  onLoad(query) {
    this.card = { title: 'A card', path: '/extra/pages/detail/detail?id=1', imageUrl: getApp().cardImage };
    log.push(`share load ${JSON.stringify(query)}`);
  },
  onShow() {
    log.push('share show');
  },
  onHide() {
    log.push('share hide');
  },
  onUnload() {
    log.push('share unload');
  },
  onShareAppMessage({ from, target }) {
    log.push(`asked ${from} ${JSON.stringify(target)}`);
    return this.card;
  },
  typed({ detail }) {
    log.push(`typed ${detail.value}`);
  },
  left({ detail }) {
    log.push(`left ${detail.value}`);
  },
  reviewed({ detail }) {
    log.push(`reviewed ${detail.pass} ${detail.timeout}`);
  },
});
