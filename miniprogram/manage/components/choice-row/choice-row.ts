/** Payload of `chosen`. */
export interface ChoiceDetail {
  readonly key: string;
}

type Tap = WechatMiniprogram.TouchEvent<object, object, { key: string }>;

/** Choices side by side of which one holds. Event: `chosen`. */
Component({
  properties: {
    /** `{ key, label }` each. */
    choices: { type: Array, value: [] },
    chosen: { type: String, value: '' },
    /** What is being chosen, for those who listen. */
    label: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onTap({ currentTarget }: Tap) {
      const { key } = currentTarget.dataset;
      if (this.properties.disabled || key === this.properties.chosen) return;
      this.triggerEvent('chosen', { key } satisfies ChoiceDetail);
    },
  },
});
