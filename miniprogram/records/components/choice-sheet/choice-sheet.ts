/** One line that can be chosen. */
export interface ChoiceRow {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
}

/** Payload of `chosen`. */
export interface ChoiceDetail {
  readonly key: string;
}

/** Payload of `typed`. */
export interface TypedDetail {
  readonly text: string;
}

/** The typings allow objects only; Vant's search tells a plain text. */
interface Told<T> {
  readonly detail: T;
}
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { key: string }>;

/** Something is chosen from a list, which can be searched. Events: `chosen`, `typed`, and without payload `retry` and `close`. */
Component({
  properties: {
    show: { type: Boolean, value: false },
    /** What is being chosen. */
    title: { type: String, value: '' },
    rows: { type: Array, value: [] as readonly ChoiceRow[] },
    /** The key of the row that holds now. */
    chosen: { type: String, value: '' },
    /** Placeholder of the search bar; no bar when empty. */
    search: { type: String, value: '' },
    typed: { type: String, value: '' },
    /** What there is to say below the rows. */
    line: { type: String, value: '' },
    /** Words of a button that asks again; none when empty. */
    retry: { type: String, value: '' },
    /** Words of the button that closes. */
    closing: { type: String, value: '' },
  },

  methods: {
    onRow({ currentTarget }: RowEvent) {
      this.triggerEvent('chosen', { key: currentTarget.dataset.key } satisfies ChoiceDetail);
    },
    onType({ detail }: Told<string>) {
      this.triggerEvent('typed', { text: detail } satisfies TypedDetail);
    },
    onRetry() {
      this.triggerEvent('retry');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
