import type { DownloadRecord, UploadRecord } from './records';

/** Every download and every upload into the cloud's storage since the page was loaded. */
export const downloads: DownloadRecord[] = [];
export const uploads: UploadRecord[] = [];

/** Tests shorten the wait: WeChat ends what is still loading so long after it has gone to the background. */
export const downloadSettings = { interruptMs: 5000 };

/** How fast the phone sends; null as fast as it goes. */
export const uploadSettings: { bytesPerSecond: number | null } = { bytesPerSecond: null };
