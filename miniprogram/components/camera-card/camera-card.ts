/** Payload of every event. */
export interface CameraCardDetail {
  readonly id: string;
}

/**
 * One camera of the list, or the grey shape of one that is not loaded yet (an empty `cameraId`). Everything arrives in
 * words, so a card never calls setData. Events: `open` (tap), `hold` (long press, or the button in the corner) and
 * `broken` (its still does not load).
 */
Component({
  properties: {
    cameraId: { type: String, value: '' },
    name: { type: String, value: '' },
    /** The colour of its state: `online`, `warning`, `offline` or `unknown`. */
    tone: { type: String, value: 'unknown' },
    /** The state in words. */
    caption: { type: String, value: '' },
    /** Path of the still; none when empty. */
    cover: { type: String, value: '' },
    /** Age of the still in words: a still is never shown without it. */
    age: { type: String, value: '' },
    favourite: { type: Boolean, value: false },
    /** Name of the button that does what a long press does; no button when empty. */
    more: { type: String, value: '' },
    /** All of the above for those who listen. */
    label: { type: String, value: '' },
  },

  methods: {
    onTap() {
      this.tell('open');
    },
    onLongPress() {
      this.tell('hold');
    },
    onMore() {
      this.tell('hold');
    },
    onError() {
      this.tell('broken');
    },
    tell(event: 'open' | 'hold' | 'broken') {
      const { cameraId } = this.properties;
      if (cameraId !== '') this.triggerEvent(event, { id: cameraId } satisfies CameraCardDetail);
    },
  },
});
