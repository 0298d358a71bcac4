import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import type { TypedDetail } from '../../../components/form-field/form-field';

/** Bytes to be typed and sent, and what came of it. Events: `mode`, `type`, `send`. */
Component({
  properties: {
    label: { type: String, value: '' },
    hint: { type: String, value: '' },
    /** A `SenderView`. */
    view: {
      type: Object,
      value: {
        ...{ mode: 'text', typed: '', count: '', problem: '', button: '', off: false },
        ...{ line: '', tone: '', reply: '' },
      },
    },
    /** `FilterTab`s: text and hex. */
    modes: { type: Array, value: [] },
    modesLabel: { type: String, value: '' },
    placeholder: { type: String, value: '' },
  },

  methods: {
    onMode({ detail }: { readonly detail: FilterChosenDetail }) {
      this.triggerEvent('mode', detail);
    },
    onInput({ detail }: WechatMiniprogram.Input) {
      this.triggerEvent('type', { text: detail.value } satisfies TypedDetail);
    },
    onSend() {
      if (!this.properties.view.off) this.triggerEvent('send');
    },
  },
});
