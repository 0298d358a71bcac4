Page({
  data: {
    rows: [1, 2, 3],
    // 2 × 3 pixels.
    picture:
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAFUlEQVR4AWNsAAIGIGBigAImBigAADFsAgamwLU9AAAAAElFTkSuQmCC',
  },
});
