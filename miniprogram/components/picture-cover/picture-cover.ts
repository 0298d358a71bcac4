/**
 * What stands over the picture: nothing, a waiting sign, or a card that says what is the matter.
 * Events, without payload: `act` (the main button), `diagnose`, `causes` and `other` (the last button); a button without
 * words is not there.
 */
Component({
  properties: {
    /** A `PictureView`. */
    view: { type: Object, value: {} },
    /** Words of the way to a diagnosis. */
    diagnose: { type: String, value: '' },
    /** Words of the way to why most likely there is no picture; on a card only. */
    causes: { type: String, value: '' },
    /** The words of `requestId` in a card, such as 编号 1a2b; none when empty. */
    reference: { type: String, value: '' },
  },

  methods: {
    onAct() {
      this.triggerEvent('act');
    },
    onDiagnose() {
      this.triggerEvent('diagnose');
    },
    onCauses() {
      this.triggerEvent('causes');
    },
    onOther() {
      this.triggerEvent('other');
    },
  },
});
