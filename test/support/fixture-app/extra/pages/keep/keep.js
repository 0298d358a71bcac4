import { autorun, observable } from 'mobx-miniprogram';

const seen = observable({ times: 0 });
let letGo = [];

/** Takes one of each thing that has to be let go of; with `tidy` it does so. */
Page({
  data: {},
  onLoad({ tidy }) {
    const onNetwork = () => {};
    wx.onNetworkStatusChange(onNetwork);
    const observer = this.createIntersectionObserver();
    observer.relativeToViewport().observe('#kept', () => {});
    const timer = setTimeout(() => {}, 60_000);
    const interval = setInterval(() => {}, 60_000);
    const sound = wx.createInnerAudioContext();
    const stop = autorun(() => seen.times);
    setTimeout(() => {}, 0);
    letGo =
      tidy === undefined
        ? []
        : [
            () => wx.offNetworkStatusChange(onNetwork),
            () => observer.disconnect(),
            () => clearTimeout(timer),
            () => clearInterval(interval),
            () => sound.destroy(),
            stop,
          ];
  },
  onUnload() {
    for (const end of letGo) end();
  },
});
