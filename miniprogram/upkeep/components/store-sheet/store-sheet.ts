import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';

type Told<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** A sheet of stores to choose one from. Events: `pick`, `seek`, `close`. */
Component({
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** What closing it reads. */
    closing: { type: String, value: '' },
    /** As `store-list` takes them. */
    rows: { type: Array, value: [] },
    searchable: { type: Boolean, value: false },
    typed: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    more: { type: String, value: '' },
    /** Said where there are no rows. */
    none: { type: String, value: '' },
  },

  methods: {
    onSeek({ detail }: Told<StoreSeekDetail>) {
      this.triggerEvent('seek', { text: detail.text } satisfies StoreSeekDetail);
    },
    onPick({ detail }: Told<StorePickDetail>) {
      this.triggerEvent('pick', { key: detail.key } satisfies StorePickDetail);
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
