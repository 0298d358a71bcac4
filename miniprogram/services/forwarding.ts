/** What became of a file that was to go to a chat. `unsupported`: this WeChat cannot. */
export type ForwardResult = 'sent' | 'cancelled' | 'unsupported' | 'failed';

export type ForwardFile = (path: string, name: string) => Promise<ForwardResult>;

/** Offers a file on this phone to the person's chats, under a name; only right after a tap. */
export const forwardFile: ForwardFile = (filePath, fileName) => {
  if (!wx.canIUse('shareFileMessage')) return Promise.resolve('unsupported');
  return new Promise((resolve) => {
    wx.shareFileMessage({
      filePath,
      fileName,
      success: () => resolve('sent'),
      fail: ({ errMsg }) => resolve(/cancel/i.test(errMsg) ? 'cancelled' : 'failed'),
    });
  });
};
