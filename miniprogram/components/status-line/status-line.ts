/** One line inside the picture: the state and what else matters at a glance. */
Component({
  properties: {
    /** The state in a word. */
    badge: { type: String, value: '' },
    /** `live`, `busy`, `still` or `trouble`: the colour of the dot. */
    tone: { type: String, value: 'still' },
    /** A figure that changes all the time, so that those who listen are spared it; none when empty. */
    figure: { type: String, value: '' },
    /** Such as the quality on the screen; none when empty. */
    note: { type: String, value: '' },
    /** Says that the network is weak; nothing when empty. */
    weak: { type: String, value: '' },
    /** What the line is, for those who listen. */
    label: { type: String, value: '' },
  },
});
