export type ClipPress = 'start' | 'end' | 'make' | 'cancel';

/** Payload of `press`: the button that was pressed. */
export interface ClipPressDetail {
  readonly name: ClipPress;
}

type Press = WechatMiniprogram.TouchEvent<
  WechatMiniprogram.IAnyObject,
  WechatMiniprogram.IAnyObject,
  { name: ClipPress }
>;

/** The choice of a clip in words: its ends, its length, what is wrong with it, and its buttons. Event: `press`. */
Component({
  properties: {
    /** The dictionary's section `playback`. */
    words: { type: Object, value: {} },
    cancel: { type: String, value: '' },
    /** Both ends, such as 13:37:20 — 13:42:00. */
    span: { type: String, value: '' },
    /** How long it is, and in how many files. */
    length: { type: String, value: '' },
    /** Why it cannot be had; empty when it can. */
    problem: { type: String, value: '' },
    sending: { type: Boolean, value: false },
    /** Whether it may be asked for. */
    ready: { type: Boolean, value: false },
  },

  methods: {
    onPress({ currentTarget }: Press) {
      const { name } = currentTarget.dataset;
      if (name !== 'make' || this.properties.ready) this.triggerEvent('press', { name } satisfies ClipPressDetail);
    },
  },
});
