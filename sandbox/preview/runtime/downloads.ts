/** What has become of one `wx.downloadFile`. */
export interface DownloadRecord {
  /** Path of the address; its query may hold what it was signed with. */
  readonly path: string;
  state: 'running' | 'done' | 'failed';
  statusCode: number | null;
  /** Bytes received, and bytes announced, null when the server did not say. */
  written: number;
  expected: number | null;
  errMsg: string;
}

/** Every download since the page was loaded. */
export const downloads: DownloadRecord[] = [];

/** Tests shorten the wait: WeChat ends what is still loading so long after it has gone to the background. */
export const downloadSettings = { interruptMs: 5000 };
