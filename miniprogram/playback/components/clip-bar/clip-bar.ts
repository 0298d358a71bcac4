export type ClipPress = 'start' | 'end' | 'make' | 'share' | 'cancel';

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
    /** Whether the stretch may be shown to others: `hidden` from whom it does not concern, `waiting` while it cannot. */
    sharing: { type: String, value: 'hidden' },
  },

  methods: {
    onPress({ currentTarget }: Press) {
      const { name } = currentTarget.dataset;
      const { ready, sharing } = this.properties;
      const isOff = (name === 'make' && !ready) || (name === 'share' && sharing !== 'offered');
      if (!isOff) this.triggerEvent('press', { name } satisfies ClipPressDetail);
    },
  },
});
