/** Payload of `name`: what was typed. */
export interface NameDetail {
  readonly name: string;
}

type Input = WechatMiniprogram.CustomEvent<{ readonly value: string }>;

/**
 * How somebody becomes something here: a name, the notice to agree to, a button. Its slot lies above the name.
 * Events: `name`, `tick`, `notice`, `submit`.
 */
Component({
  properties: {
    asksName: { type: Boolean, value: false },
    name: { type: String, value: '' },
    nameLabel: { type: String, value: '' },
    /** Who will see it. */
    nameHint: { type: String, value: '' },
    asksAgreement: { type: Boolean, value: false },
    ticked: { type: Boolean, value: false },
    /** Words before the name of the notice. */
    agree: { type: String, value: '' },
    notice: { type: String, value: '' },
    action: { type: String, value: '' },
    /** Words of the button while it is being answered. */
    busy: { type: String, value: '' },
    sending: { type: Boolean, value: false },
    /** Whether nothing is missing. */
    ready: { type: Boolean, value: false },
    /** Why it did not work; empty while it has. */
    problem: { type: String, value: '' },
  },

  methods: {
    onName({ detail }: Input) {
      this.triggerEvent('name', { name: detail.value } satisfies NameDetail);
    },
    onTick() {
      this.triggerEvent('tick');
    },
    onNotice() {
      this.triggerEvent('notice');
    },
    onSubmit() {
      this.triggerEvent('submit');
    },
  },
});
