import type { PickedDetail } from '../form-choice/form-choice';
import type { TypedDetail } from '../../../components/form-field/form-field';

/** Payload of `type`: what stands in a field. */
export interface KeyTypedDetail extends TypedDetail {
  readonly key: string;
}

/** Payload of `pick`: which of a field's choices. */
export interface KeyPickedDetail extends PickedDetail {
  readonly key: string;
}

/** Payload of `leave` and `toggle`. */
export interface KeyDetail {
  readonly key: string;
}

type Told<T extends object> = WechatMiniprogram.CustomEvent<T, object, { key: string }>;

/** The credentials that a vendor asks for, one a line. Events: `type`, `pick`, `leave`, `toggle`. */
Component({
  properties: {
    /** `FieldRow`s. */
    rows: { type: Array, value: [] },
    /** Stands where nothing is chosen. */
    placeholder: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },

  methods: {
    onType({ detail, currentTarget }: Told<TypedDetail>) {
      const { key } = currentTarget.dataset;
      this.triggerEvent('type', { key, text: detail.text } satisfies KeyTypedDetail);
    },
    onPicked({ detail, currentTarget }: Told<PickedDetail>) {
      const { key } = currentTarget.dataset;
      this.triggerEvent('pick', { key, index: detail.index } satisfies KeyPickedDetail);
    },
    onLeave({ currentTarget }: Told<object>) {
      this.triggerEvent('leave', { key: currentTarget.dataset.key } satisfies KeyDetail);
    },
    onToggle({ currentTarget }: Told<object>) {
      this.triggerEvent('toggle', { key: currentTarget.dataset.key } satisfies KeyDetail);
    },
  },
});
