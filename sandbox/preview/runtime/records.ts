/** What the phone keeps of what happened to it since the page was loaded; without the browser's types, for tests. */
export interface AlbumItem {
  readonly kind: 'image' | 'video';
  /** As its content says: jpeg, png, gif, webp, mp4. */
  readonly format: string;
  readonly bytes: number;
}

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

/** A file that the person has sent to a chat. */
export interface SharedFile {
  readonly name: string;
  readonly bytes: number;
}

export interface SetDataCount {
  readonly calls: number;
  /** Sum of the JSON lengths. */
  readonly bytes: number;
  readonly largest: number;
  /** Most calls within any one second. */
  readonly peakPerSecond: number;
}
