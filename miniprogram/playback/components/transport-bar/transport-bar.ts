export type TransportName = 'back' | 'toggle' | 'on' | 'speed';

/** Payload of `press`: the button that was pressed. */
export interface TransportDetail {
  readonly name: TransportName;
}

type Press = WechatMiniprogram.TouchEvent<
  WechatMiniprogram.IAnyObject,
  WechatMiniprogram.IAnyObject,
  { name: TransportName }
>;

/** Ten seconds back, play or pause, ten seconds on, and the speed; on the page or on the picture. Event: `press`. */
Component({
  properties: {
    /** The dictionary's section `playback`. */
    words: { type: Object, value: {} },
    /** Whether a picture runs or is on its way, so that the button stops it. */
    running: { type: Boolean, value: false },
    /** The speed in words, such as 2×. */
    speed: { type: String, value: '' },
    /** The speed for those who listen. */
    speedLabel: { type: String, value: '' },
    /** Whether there is more than one; where there is not, the button says so. */
    speedChoice: { type: Boolean, value: false },
    /** Whether it lies on the picture. */
    onPicture: { type: Boolean, value: false },
  },

  methods: {
    onPress({ currentTarget }: Press) {
      this.triggerEvent('press', { name: currentTarget.dataset.name } satisfies TransportDetail);
    },
  },
});
