Page({
  data: { src: '', start: 0, autoplay: true },
  heard: [],
  note({ type, detail }) {
    this.heard.push({ type, ...detail });
  },
});
