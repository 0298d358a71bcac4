/** Payload of `press`: what the button does. */
export interface PartPressDetail {
  readonly act: string;
}

/** One button below a part. */
interface Button {
  readonly act: string;
  readonly label: string;
}

type ButtonEvent = WechatMiniprogram.TouchEvent<object, object, { act: string }>;

/** One file of a clip: which span, how it stands, what can be done with it. Event: `press`. */
Component({
  properties: {
    /** Which part it is; empty where there is but one. */
    title: { type: String, value: '' },
    /** Which part of which clip, for those who listen. */
    name: { type: String, value: '' },
    /** `busy`, `good`, `bad` or `over`: the colour of the dot. */
    tone: { type: String, value: 'busy' },
    /** How it stands, in words. */
    state: { type: String, value: '' },
    /** How its file stands on this phone; empty when there is nothing to say. */
    file: { type: String, value: '' },
    /** What became of its link; empty when nobody asked. */
    link: { type: String, value: '' },
    /** Whether its file is coming in. */
    loading: { type: Boolean, value: false },
    /** How far, in words. */
    progress: { type: String, value: '' },
    /** 0–100; -1 where nobody knows how much is to come. */
    percent: { type: Number, value: -1 },
    /** What the bar is, for those who listen. */
    progressLabel: { type: String, value: '' },
    buttons: { type: Array, value: [] as readonly Button[] },
  },

  methods: {
    onPress({ currentTarget }: ButtonEvent) {
      this.triggerEvent('press', { act: currentTarget.dataset.act } satisfies PartPressDetail);
    },
  },
});
