/** Says in words what is the matter and offers the next step. Events: `action`, `secondary`, `other`, all without payload. */
Component({
  properties: {
    /** A Vant icon name; none when empty. */
    icon: { type: String, value: '' },
    /** What is the matter. */
    title: { type: String, value: '' },
    /** Since when, why, and what to do. */
    detail: { type: String, value: '' },
    /** Words of the main button; no button when empty. */
    action: { type: String, value: '' },
    /** Words of the quiet button below it; none when empty. */
    secondary: { type: String, value: '' },
    /** Words of the smallest button, below all others; none when empty. */
    other: { type: String, value: '' },
    /** Small print, such as a reference for support. */
    note: { type: String, value: '' },
  },

  methods: {
    onAction() {
      this.triggerEvent('action');
    },
    onSecondary() {
      this.triggerEvent('secondary');
    },
    onOther() {
      this.triggerEvent('other');
    },
  },
});
