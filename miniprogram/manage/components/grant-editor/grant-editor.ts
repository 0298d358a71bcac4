import type { Right } from '../../../../typings/contract/domain';
import type { ChoiceDetail } from '../choice-list/choice-list';

/** Payload of `right`: the one whose switch was pressed. */
export interface RightDetail {
  readonly key: Right;
}

/** Payload of `limit`: whether the hours are to be limited. */
export interface LimitDetail {
  readonly limited: boolean;
}

/** Payload of `time`: an end of the hours, and the time of day as clocks show it. */
export interface TimeDetail {
  readonly end: 'from' | 'to';
  readonly time: string;
}

type Told<T> = { readonly detail: T };

/**
 * What somebody may do in one store, to be changed. Events: `role` (a `ChoiceDetail`), `right`, `limit`, `time`, `save`,
 * `reset`.
 */
Component({
  properties: {
    /** An `EditorView`. */
    editor: { type: Object, value: {} },
    /** The words of the page. */
    words: { type: Object, value: {} },
    saveWords: { type: String, value: '' },
    busy: { type: Boolean, value: false },
  },

  methods: {
    onRole({ detail }: Told<ChoiceDetail>) {
      this.triggerEvent('role', detail);
    },
    onRight({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, RightDetail & { readonly why: string }>) {
      const { key, why } = currentTarget.dataset;
      if (why === '' && !this.properties.busy) this.triggerEvent('right', { key } satisfies RightDetail);
    },
    onLimit({ detail }: Told<ChoiceDetail>) {
      this.triggerEvent('limit', { limited: detail.key === 'limited' } satisfies LimitDetail);
    },
    onFrom({ detail }: Told<{ readonly value: string }>) {
      this.triggerEvent('time', { end: 'from', time: detail.value } satisfies TimeDetail);
    },
    onTo({ detail }: Told<{ readonly value: string }>) {
      this.triggerEvent('time', { end: 'to', time: detail.value } satisfies TimeDetail);
    },
    onSave() {
      this.triggerEvent('save');
    },
    onReset() {
      this.triggerEvent('reset');
    },
  },
});
