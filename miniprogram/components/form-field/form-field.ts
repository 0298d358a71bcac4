/** Payload of `type`: what stands in the field. */
export interface TypedDetail {
  readonly text: string;
}

/** One line of a form, with what is wrong with it beside it. Events: `type`, `leave`. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** What is wrong; empty when nothing is. */
    problem: { type: String, value: '' },
    /** Said below while nothing is wrong. */
    hint: { type: String, value: '' },
    most: { type: Number, value: 100 },
    /** Whether what is typed is not to be read over a shoulder. */
    secret: { type: Boolean, value: false },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onInput({ detail }: WechatMiniprogram.Input) {
      this.triggerEvent('type', { text: detail.value } satisfies TypedDetail);
    },
    onBlur() {
      this.triggerEvent('leave');
    },
  },
});
