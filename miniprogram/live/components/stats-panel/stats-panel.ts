/** The player's figures, row by row. */
Component({
  properties: {
    title: { type: String, value: '' },
    /** Rows of `{ key, label, value }`, all in words. */
    rows: { type: Array, value: [] },
  },
});
