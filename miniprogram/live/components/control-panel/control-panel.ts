/** Payload of `tab`: the part that was chosen. */
export interface TabDetail {
  readonly key: string;
}

/** What can be done with the camera, in parts; what the chosen part shows comes by the slot. Events: `tab`, `retry`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** `{ key, label }` of each part that there is. */
    tabs: { type: Array, value: [] },
    tab: { type: String, value: '' },
    /** Why there are no parts yet. */
    note: { type: String, value: '' },
    /** What the button under the note reads; empty for none. */
    again: { type: String, value: '' },
    /** What will be here is not known yet: its place is kept. */
    waiting: { type: Boolean, value: false },
  },

  methods: {
    onTab({ detail }: WechatMiniprogram.CustomEvent<TabDetail>) {
      this.triggerEvent('tab', { key: detail.key } satisfies TabDetail);
    },
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
