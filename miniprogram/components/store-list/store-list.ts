/** Payload of `pick`: a store's id. */
export interface StorePickDetail {
  readonly key: string;
}

/** Payload of `seek`: what stands in the search bar. */
export interface StoreSeekDetail {
  readonly text: string;
}

/** Stores to choose from. Events: `pick`, `seek`. */
Component({
  properties: {
    /** `StoreRow`s; one with a `why` cannot be chosen. */
    rows: { type: Array, value: [] },
    /** Whether several can be chosen, so that each says whether it is. */
    several: { type: Boolean, value: false },
    searchable: { type: Boolean, value: false },
    typed: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    label: { type: String, value: '' },
    /** What is said of those that are not shown; empty when there are none. */
    more: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onType({ detail }: { readonly detail: string }) {
      this.triggerEvent('seek', { text: detail } satisfies StoreSeekDetail);
    },
    onTap({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { key: string; why: string }>) {
      const { key, why } = currentTarget.dataset;
      if (why === '' && !this.properties.disabled) this.triggerEvent('pick', { key } satisfies StorePickDetail);
    },
  },
});
