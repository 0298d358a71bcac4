/** What the phone keeps of what happened to it since the page was loaded; without the browser's types, for tests. */
export interface AlbumItem {
  readonly kind: 'image' | 'video';
  /** The file's name as it was handed over. */
  readonly name: string;
  /** As its content says: jpeg, png, gif, webp, mp4. */
  readonly format: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly savedAt: number;
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

/** What has become of one `wx.cloud.uploadFile`. */
export interface UploadRecord {
  readonly cloudPath: string;
  readonly bytes: number;
  state: 'running' | 'done' | 'failed';
  /** Bytes that the storage has taken. */
  sent: number;
  fileId: string | null;
  errMsg: string;
}

/** A file that the person has sent to a chat. */
export interface SharedFile {
  readonly name: string;
  readonly bytes: number;
}

/** A card of the mini-program that the person has sent to a chat. */
export interface CardRecord {
  readonly title: string;
  /** With its leading slash. */
  readonly path: string;
  /** Null for WeChat's screenshot of the page. */
  readonly imageUrl: string | null;
  readonly from: 'menu' | 'button';
  /** Epoch ms. */
  readonly sentAt: number;
}

/** The recorder now, and every recording that came to its end. */
export interface RecorderRecord {
  state: 'idle' | 'starting' | 'recording' | 'paused';
  readonly recordings: RecordingRecord[];
}

export interface RecordingRecord {
  readonly durationMs: number;
  readonly bytes: number;
}

/** One `wx.createInnerAudioContext()`. */
export interface SoundRecord {
  /** Path of the address; its query may hold what it was signed with. */
  path: string;
  state: 'idle' | 'playing' | 'paused' | 'stopped' | 'ended' | 'failed' | 'destroyed';
  /** False while the phone's mute switch silences it. */
  audible: boolean;
}

/** How a `<live-player>` that is on a page sounds. */
export interface PlayerRecord {
  muted: boolean;
  soundMode: 'speaker' | 'ear';
  /** Each change after its creation, in order. */
  readonly changes: ('muted' | 'unmuted' | 'speaker' | 'ear')[];
}

export interface Vibration {
  /** As asked for; null when the mini-program did not say. */
  readonly type: 'heavy' | 'medium' | 'light' | 'long' | null;
  /** Epoch ms. */
  readonly at: number;
}

/** Something of the mini-program's that stays until the mini-program lets go of it. */
export interface Holding {
  readonly kind: 'listener' | 'observer' | 'timer' | 'reaction' | 'sound';
  /** Name of the event, selector, or the functions that took it, the nearest first. */
  readonly what: string;
  /** Address of the page on which it was taken; empty before the first. */
  readonly page: string;
  /** That page has been closed since. */
  readonly left: boolean;
}

/** One page as WeChat's audit counts it, and what a finger or an eye would miss on it. */
export interface Layout {
  /** WXML elements, components' own included; how deep they lie, and the most in any one of them. */
  readonly nodes: number;
  readonly depth: number;
  readonly mostChildren: number;
  /** What can be pressed and is less than 44 px wide or high, as `name width×height`. */
  readonly small: readonly string[];
  /** Texts of which a part is cut off. */
  readonly cut: readonly string[];
  /** How far the page reaches over the screen's right edge, px. */
  readonly overflow: number;
  readonly images: readonly ImageSize[];
}

/** An image on the screen. */
export interface ImageSize {
  /** End of its address. */
  readonly source: string;
  /** Pixels of the file and of the screen's part that they are shown on. */
  readonly pixels: number;
  readonly shown: number;
}

export interface SetDataCount {
  readonly calls: number;
  /** Sum of the JSON lengths. */
  readonly bytes: number;
  readonly largest: number;
  /** Most calls within any one second. */
  readonly peakPerSecond: number;
}
