/** Payload of `set`: which switch, and what is wanted of it: `on`, `off`, or the key of a choice. */
export interface SetDetail {
  readonly name: string;
  readonly key: string;
}

type Tap<T extends object> = WechatMiniprogram.TouchEvent<object, object, T>;

/** The switches of a camera. Events: `set`, `retry`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** `SwitchRow`s. */
    rows: { type: Array, value: [] },
    /** What holds for all of them; empty when nothing. */
    note: { type: String, value: '' },
    /** What the button under the note reads; empty for none. */
    again: { type: String, value: '' },
    /** Whether this person may change them. */
    editable: { type: Boolean, value: false },
  },

  methods: {
    onTurn({ currentTarget }: Tap<{ name: string; on: boolean; busy: boolean }>) {
      const { name, on, busy } = currentTarget.dataset;
      this.tell(name, on ? 'off' : 'on', busy);
    },
    onChoice({ currentTarget }: Tap<{ name: string; key: string; busy: boolean }>) {
      const { name, key, busy } = currentTarget.dataset;
      this.tell(name, key, busy);
    },
    onRetry() {
      this.triggerEvent('retry');
    },

    tell(name: string, key: string, busy: boolean) {
      if (this.properties.editable && !busy) this.triggerEvent('set', { name, key } satisfies SetDetail);
    },
  },
});
