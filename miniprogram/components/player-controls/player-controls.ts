export type ControlName = 'sound' | 'quality' | 'fit' | 'full-screen';

/** Payload of `control`: the button that was pressed. */
export interface ControlDetail {
  readonly name: ControlName;
}

type Press = WechatMiniprogram.TouchEvent<
  WechatMiniprogram.IAnyObject,
  WechatMiniprogram.IAnyObject,
  { name: ControlName }
>;

/** The buttons at the foot of the picture. Event: `control`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    muted: { type: Boolean, value: true },
    /** The quality on the screen: `main` or `sub`. */
    quality: { type: String, value: 'sub' },
    /** Whether the camera has another quality. */
    choice: { type: Boolean, value: false },
    /** `contain` or `fill`. */
    fit: { type: String, value: 'contain' },
    fullScreen: { type: Boolean, value: false },
    /** Put away after a while, so that nothing covers the picture. */
    shown: { type: Boolean, value: true },
  },

  methods: {
    onPress({ currentTarget }: Press) {
      if (this.properties.shown)
        this.triggerEvent('control', { name: currentTarget.dataset.name } satisfies ControlDetail);
    },
  },
});
