/**
 * What stands over the picture: nothing, a waiting sign, or a card that says what is the matter.
 * Events, without payload: `act` (the main button), `diagnose` and `elsewhere` (the last button, where there is one).
 */
Component({
  properties: {
    /** A `LiveView`. */
    view: { type: Object, value: {} },
    words: { type: Object, value: {} },
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
    onElsewhere() {
      this.triggerEvent('elsewhere');
    },
  },
});
