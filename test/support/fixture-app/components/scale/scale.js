const { log } = getApp();
const place = ({ identifier, x, y, clientX, clientY }) =>
  `${identifier}@${Math.round(x)},${Math.round(y)}/${Math.round(clientX)},${Math.round(clientY)}`;

Component({
  lifetimes: {
    ready() {
      this.createSelectorQuery()
        .select('#face')
        .fields({ node: true, size: true })
        .exec(([face]) => this.paint(face));
    },
  },
  methods: {
    paint({ node, width, height }) {
      const { pixelRatio } = wx.getWindowInfo();
      node.width = width * pixelRatio;
      node.height = height * pixelRatio;
      const context = node.getContext('2d');
      context.scale(pixelRatio, pixelRatio);
      const dropped = node.requestAnimationFrame(() => log.push('dropped'));
      node.cancelAnimationFrame(dropped);
      node.requestAnimationFrame(() => {
        context.fillStyle = '#ff0000';
        context.fillRect(0, 0, width / 2, height);
        log.push(`painted ${width}x${height} ${node.width}x${node.height}`);
      });
    },
    note({ type, touches, changedTouches }) {
      log.push(`${type} ${touches.map(place).join(' ')} | ${changedTouches.map(place).join(' ')}`);
    },
  },
});
