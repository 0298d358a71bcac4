/** One camera of the store, as the switcher shows it. */
export interface SwitchableCamera {
  readonly id: string;
  readonly name: string;
  readonly reachability: string;
  /** Name and state, for those who listen. */
  readonly label: string;
}

/** Payload of `step`: one place back (-1) or on (1). */
export interface StepDetail {
  readonly offset: -1 | 1;
}

/** Payload of `choose`: the id of a camera. */
export interface ChooseDetail {
  readonly id: string;
}

type Tap = WechatMiniprogram.TouchEvent<WechatMiniprogram.IAnyObject, WechatMiniprogram.IAnyObject, { id: string }>;

/** Previous and next camera, and all of the store to choose from. Events: `step`, `choose`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** Whose cameras these are, in words. */
    title: { type: String, value: '' },
    /** Such as 2 / 7. */
    position: { type: String, value: '' },
    current: { type: String, value: '' },
    /** `SwitchableCamera`s in the order of the list. */
    cameras: { type: Array, value: [] },
  },

  methods: {
    onPrevious() {
      this.triggerEvent('step', { offset: -1 } satisfies StepDetail);
    },
    onNext() {
      this.triggerEvent('step', { offset: 1 } satisfies StepDetail);
    },
    onChoose({ currentTarget }: Tap) {
      const { id } = currentTarget.dataset;
      if (id !== this.properties.current) this.triggerEvent('choose', { id } satisfies ChooseDetail);
    },
  },
});
