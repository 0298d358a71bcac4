// A list as the first tutorial has it: everything fetched, everything set, everything drawn.
Page({
  data: { cameras: [] },
  async onLoad() {
    const { result } = await wx.cloud.callFunction({ name: 'cameras' });
    this.setData({ cameras: result });
  },
});
