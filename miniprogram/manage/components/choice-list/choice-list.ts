/** Payload of `chosen`. */
export interface ChoiceDetail {
  readonly key: string;
}

/** Several of which one holds. Event: `chosen`. */
Component({
  properties: {
    /** Each with `key`, `label`, `detail` and `chosen`. */
    choices: { type: Array, value: [] },
    /** What is being chosen, to those who listen. */
    label: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onTap({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, ChoiceDetail>) {
      const { key } = currentTarget.dataset;
      if (!this.properties.disabled) this.triggerEvent('chosen', { key } satisfies ChoiceDetail);
    },
  },
});
