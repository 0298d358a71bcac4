Page({
  data: { src: '' },
  heard: [],
  note({ type, detail }) {
    this.heard.push({ type, ...detail });
  },
});
