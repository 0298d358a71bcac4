const { log } = getApp();

Component({
  properties: { id: String },
  data: { src: '', codes: [] },
  lifetimes: {
    attached() {
      log.push('detail attached');
    },
    ready() {
      log.push('detail ready');
    },
    detached() {
      log.push('detail detached');
    },
  },
  pageLifetimes: {
    show() {
      log.push('detail lifetime show');
    },
  },
  methods: {
    onLoad(query) {
      log.push(`detail load ${query.id}`);
    },
    onCode({ detail }) {
      this.setData({ codes: this.data.codes.concat(detail.code) });
    },
    onFigures({ detail }) {
      this.figures = detail.info;
    },
    onControl() {
      log.push('control');
    },
  },
});
