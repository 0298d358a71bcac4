/** Payload of `go` and `remove`: the id of a view. */
export interface PresetDetail {
  readonly id: string;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** The views that a camera remembers. Events: `go`, `save`, `remove`, `retry`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** `PresetRow`s. */
    rows: { type: Array, value: [] },
    /** What is going on, or how the last work ended. */
    line: { type: String, value: '' },
    /** What the button reads that asks for the list again; empty for none. */
    again: { type: String, value: '' },
    /** Whether views may be saved and removed. */
    editable: { type: Boolean, value: false },
    /** Something is being done. */
    busy: { type: Boolean, value: false },
  },

  methods: {
    onGo({ currentTarget }: Tap) {
      this.triggerEvent('go', { id: currentTarget.dataset.id } satisfies PresetDetail);
    },
    onRemove({ currentTarget }: Tap) {
      this.triggerEvent('remove', { id: currentTarget.dataset.id } satisfies PresetDetail);
    },
    onSave() {
      this.triggerEvent('save');
    },
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
