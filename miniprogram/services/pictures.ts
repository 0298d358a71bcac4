/** Shows pictures over the whole screen, beginning with one of them; a finger goes on to the others and zooms. */
export function viewPictures(urls: readonly string[], current: string): void {
  wx.previewImage({ urls: [...urls], current, fail: () => undefined });
}
