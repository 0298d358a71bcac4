/** Says above a list that it is one of before, and offers to read it anew. Event: `retry`, without payload. */
Component({
  properties: {
    /** Why, and from when the list is; nothing is shown when empty. */
    line: { type: String, value: '' },
    /** Words of the button. */
    action: { type: String, value: '' },
  },

  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
