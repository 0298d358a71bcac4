import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';

/** Payload of `chosen`: a style. */
export interface CodeChosenDetail {
  readonly key: string;
}

/** Payload of `keep`: what the `KeepView` offered. */
export interface KeepDetail {
  readonly act: 'save' | 'again' | 'settings';
}

/** The image of a code. The properties but `label` and `choose` are a `CodeCardView`. Events: `chosen`, `retry`, `keep`. */
Component({
  properties: {
    state: { type: String, value: 'blank' },
    styles: { type: Array, value: [] },
    chosen: { type: String, value: '' },
    src: { type: String, value: '' },
    line: { type: String, value: '' },
    retry: { type: String, value: '' },
    /** A `KeepView`. */
    keeping: { type: Object, value: {} },
    /** What the code is for, to those who listen. */
    label: { type: String, value: '' },
    /** What the styles are, to those who listen. */
    choose: { type: String, value: '' },
  },

  methods: {
    onChosen({ detail }: WechatMiniprogram.CustomEvent<FilterChosenDetail>) {
      this.triggerEvent('chosen', { key: detail.key } satisfies CodeChosenDetail);
    },
    onRetry() {
      this.triggerEvent('retry');
    },
    onKeep({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, KeepDetail>) {
      this.triggerEvent('keep', { act: currentTarget.dataset.act } satisfies KeepDetail);
    },
  },
});
