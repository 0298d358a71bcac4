/** How far something is that can be measured; nothing where it cannot. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** Of a hundred; below 0 where there is nothing to measure. */
    percent: { type: Number, value: -1 },
  },
});
