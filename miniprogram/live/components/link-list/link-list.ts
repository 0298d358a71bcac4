/** One way to another page. */
export interface LinkRow {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

/** Payload of `open`: where to. */
export interface LinkDetail {
  readonly key: string;
}

/** Ways to other pages. Event: `open`. */
Component({
  properties: {
    rows: { type: Array, value: [] as readonly LinkRow[] },
  },

  methods: {
    onTap({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, LinkDetail>) {
      this.triggerEvent('open', { key: currentTarget.dataset.key } satisfies LinkDetail);
    },
  },
});
