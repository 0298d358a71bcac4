/** Takes stills of the picture. Events: `take`, `gallery`, `act` (what the button under the line offers). */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** A `SnapshotView`. */
    view: { type: Object, value: {} },
    /** One is being taken. */
    busy: { type: Boolean, value: false },
    /** Whether the vendor keeps pictures. */
    gallery: { type: Boolean, value: false },
  },

  methods: {
    onTake() {
      if (!this.properties.busy) this.triggerEvent('take');
    },
    onGallery() {
      this.triggerEvent('gallery');
    },
    onAct() {
      this.triggerEvent('act');
    },
  },
});
