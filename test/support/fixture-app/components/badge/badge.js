Component({
  properties: { text: String },
  methods: {
    onTap() {
      this.times = (this.times || 0) + 1;
      this.triggerEvent('press', { times: this.times });
    },
  },
});
