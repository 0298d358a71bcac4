/** Pictures that are drawn in the cloud, as files of this phone. */
export interface PngFiles {
  /** `png` is base64. Resolves with where the file lies; null where the phone has no room for it. */
  write(png: string, name: string): Promise<string | null>;
  /** One that is gone already is no error. */
  remove(path: string): void;
}

export const pngFiles: PngFiles = {
  write(png, name) {
    const filePath = `${wx.env.USER_DATA_PATH}/${name}.png`;
    return new Promise((resolve) => {
      wx.getFileSystemManager().writeFile({
        filePath,
        data: png,
        encoding: 'base64',
        success: () => resolve(filePath),
        fail: () => resolve(null),
      });
    });
  },
  remove: (filePath) => wx.getFileSystemManager().unlink({ filePath, fail: () => undefined }),
};
