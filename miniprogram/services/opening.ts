/** What became of a file that was to be looked at; `unsupported`: WeChat shows none of its kind. */
export type OpenResult = 'opened' | 'unsupported' | 'failed';

/** Shows a file on this phone; `name` tells by its ending what it is. */
export type OpenFile = (path: string, name: string) => Promise<OpenResult>;

const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'] as const;
const PICTURES: readonly string[] = ['jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp'];
const VIDEOS: readonly string[] = ['mp4', 'mov', 'm4v'];

export const openFile: OpenFile = (path, name) => {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const fileType = DOCUMENTS.find((each) => each === ending);
  return new Promise((resolve) => {
    const told = { success: () => resolve('opened'), fail: () => resolve('failed') };
    // The menu is where WeChat offers to keep a document.
    if (fileType !== undefined) wx.openDocument({ filePath: path, fileType, showMenu: true, ...told });
    else if (PICTURES.includes(ending)) wx.previewImage({ urls: [path], ...told });
    else if (VIDEOS.includes(ending)) wx.previewMedia({ sources: [{ url: path, type: 'video' }], ...told });
    else resolve('unsupported');
  });
};
