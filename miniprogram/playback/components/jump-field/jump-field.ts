/** Payload of `jump`: what was typed. */
export interface JumpDetail {
  readonly text: string;
}

type Input = WechatMiniprogram.CustomEvent<{ readonly value: string }>;

/** A field for a time of day, for those who would rather not drag. Events: `jump`, and `typing` without payload. */
Component({
  properties: {
    /** The dictionary's section `playback`. */
    words: { type: Object, value: {} },
    /** What is wrong with what was typed; empty when nothing. */
    problem: { type: String, value: '' },
  },

  data: { text: '' },

  methods: {
    onInput({ detail }: Input) {
      this.setData({ text: detail.value });
      this.triggerEvent('typing');
    },
    onJump() {
      if (this.data.text !== '') this.triggerEvent('jump', { text: this.data.text } satisfies JumpDetail);
    },
  },
});
