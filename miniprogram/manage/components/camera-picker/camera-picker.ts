/** Payload of `toggle`: the camera that was tapped. */
export interface ToggleDetail {
  readonly id: string;
}

type SearchEvent = { readonly detail: string };
type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string; off: boolean }>;

/** A list of cameras with a search bar, of which some are chosen. Events: `type`, `submit`, `toggle`, `more`, `retry`, `close`. */
Component({
  properties: {
    /** The dictionary's section `share`. */
    words: { type: Object, value: {} },
    retry: { type: String, value: '' },
    show: { type: Boolean, value: false },
    typeScale: { type: Number, value: 1 },
    typed: { type: String, value: '' },
    /** `CandidateRow`s. */
    rows: { type: Array, value: [] },
    /** What there is to say of the list; empty when nothing. */
    note: { type: String, value: '' },
    failed: { type: Boolean, value: false },
    done: { type: String, value: '' },
  },

  methods: {
    onType({ detail }: SearchEvent) {
      this.triggerEvent('type', { text: detail });
    },
    onSubmit() {
      this.triggerEvent('submit');
    },
    onToggle({ currentTarget }: Tap) {
      const { id, off } = currentTarget.dataset;
      if (!off) this.triggerEvent('toggle', { id } satisfies ToggleDetail);
    },
    onMore() {
      this.triggerEvent('more');
    },
    onRetry() {
      this.triggerEvent('retry');
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
