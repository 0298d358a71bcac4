/** One line inside the picture: the state, how late the picture is, and its quality. */
Component({
  properties: {
    /** The state in a word. */
    badge: { type: String, value: '' },
    /** `live`, `busy`, `still` or `trouble`: the colour of the dot. */
    tone: { type: String, value: 'still' },
    /** How late the picture is, in words; none when empty. */
    delay: { type: String, value: '' },
    /** The quality on the screen, in words; none when empty. */
    quality: { type: String, value: '' },
    /** Says that the network is weak; nothing when empty. */
    weak: { type: String, value: '' },
    /** What the line is, for those who listen. */
    label: { type: String, value: '' },
  },
});
