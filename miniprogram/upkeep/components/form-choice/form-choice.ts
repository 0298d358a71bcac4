/** Payload of `picked`: which of `names`. */
export interface PickedDetail {
  readonly index: number;
}

/** One line of a form that is chosen and not typed. Events: `picked`, or, without `names`, `open`. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** What is chosen; empty when nothing is. */
    value: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    /** What is wrong; empty when nothing is. */
    problem: { type: String, value: '' },
    /** Few enough to turn a wheel through; none where a page has a list of its own. */
    names: { type: Array, value: [] },
    index: { type: Number, value: 0 },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onPick({ detail }: WechatMiniprogram.CustomEvent<{ readonly value: string | number }>) {
      this.triggerEvent('picked', { index: Number(detail.value) } satisfies PickedDetail);
    },
    onTap() {
      if (!this.properties.disabled) this.triggerEvent('open');
    },
  },
});
