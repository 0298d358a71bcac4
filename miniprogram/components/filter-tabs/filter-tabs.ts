/** One of the choices. */
export interface FilterTab {
  readonly key: string;
  readonly label: string;
}

/** Payload of `chosen`. */
export interface FilterChosenDetail {
  readonly key: string;
}

type TabEvent = WechatMiniprogram.TouchEvent<object, object, { key: string }>;

/** A row of choices of which one holds. Vant's tabs tell a screen reader nothing and measure themselves at every change. */
Component({
  properties: {
    tabs: { type: Array, value: [] as readonly FilterTab[] },
    chosen: { type: String, value: '' },
    /** What is being chosen, for those who listen. */
    label: { type: String, value: '' },
  },

  methods: {
    onTap({ currentTarget }: TabEvent) {
      const { key } = currentTarget.dataset;
      if (key !== this.properties.chosen) this.triggerEvent('chosen', { key } satisfies FilterChosenDetail);
    },
  },
});
