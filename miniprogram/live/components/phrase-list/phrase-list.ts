/** Payload of `listen` and `play`: the id of a ready message. */
export interface PhraseDetail {
  readonly id: string;
}

type Tap = WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, { id: string }>;

/** Messages that lie ready. Events: `listen` (here), `play` (at the camera), `retry`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** `PhraseRow`s. */
    rows: { type: Array, value: [] },
    /** What is going on, or how the last wish ended. */
    line: { type: String, value: '' },
    /** What the button in the head reads; empty for none. */
    again: { type: String, value: '' },
    /** The camera was told to play one, and has not answered. */
    busy: { type: Boolean, value: false },
  },

  methods: {
    onListen({ currentTarget }: Tap) {
      this.triggerEvent('listen', { id: currentTarget.dataset.id } satisfies PhraseDetail);
    },
    onPlay({ currentTarget }: Tap) {
      if (!this.properties.busy) this.triggerEvent('play', { id: currentTarget.dataset.id } satisfies PhraseDetail);
    },
    onRetry() {
      this.triggerEvent('retry');
    },
  },
});
