import Dialog from '@vant/weapp/dialog/dialog';

const { log } = getApp();
const day = (month, date) => new Date(2026, month - 1, date).getTime();

Page({
  data: {
    open: '',
    percent: 40,
    days: { first: day(1, 1), last: day(6, 30), chosen: day(3, 10) },
    formatter(each) {
      if (each.date.getDate() % 9 === 0) each.bottomInfo = 'none';
      return each;
    },
  },
  open({ currentTarget }) {
    this.setData({ open: currentTarget.dataset.what });
  },
  close() {
    this.setData({ open: '' });
    log.push('closed');
  },
  chosen({ detail }) {
    log.push(`chosen ${detail.getMonth() + 1}-${detail.getDate()}`);
  },
  entered() {
    log.push('entered');
  },
  swiped({ detail }) {
    log.push(`swiped ${detail.position}`);
  },
  removed() {
    log.push('removed');
  },
  async ask() {
    const options = { context: this, title: 'Sure?', message: 'It cannot be undone' };
    const answer = await Dialog.confirm(options).then(
      () => 'confirmed',
      () => 'cancelled',
    );
    log.push(answer);
  },
});
