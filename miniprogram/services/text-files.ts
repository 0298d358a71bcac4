/** Texts as files of this phone, which stay until they are removed. In UTF-8. */
export interface TextFiles {
  /** In the place of one of that name. Resolves with where it lies; null where the phone has no room for it. */
  write(name: string, text: string): Promise<string | null>;
  /** Whether the phone had room for it. */
  append(path: string, text: string): Promise<boolean>;
  /** One that is gone already is no error. */
  remove(path: string): void;
}

export const textFiles: TextFiles = {
  write(name, data) {
    const filePath = `${wx.env.USER_DATA_PATH}/${name}`;
    return new Promise((resolve) => {
      wx.getFileSystemManager().writeFile({
        filePath,
        data,
        encoding: 'utf8',
        success: () => resolve(filePath),
        fail: () => resolve(null),
      });
    });
  },
  append: (filePath, data) =>
    new Promise((resolve) => {
      wx.getFileSystemManager().appendFile({
        filePath,
        data,
        encoding: 'utf8',
        success: () => resolve(true),
        fail: () => resolve(false),
      });
    }),
  remove: (filePath) => wx.getFileSystemManager().unlink({ filePath, fail: () => undefined }),
};
