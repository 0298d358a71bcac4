/** As many as cover a picture of 16:9, and one of a phone held upright. */
const MARKS = Array.from({ length: 24 }, (_, index) => index);

/** Whose eyes a picture is for, over and over, slanted and faint, so that no part of it can be passed on without. */
Component({
  properties: {
    text: { type: String, value: '' },
  },

  data: { marks: MARKS },
});
