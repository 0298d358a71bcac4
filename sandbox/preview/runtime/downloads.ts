import type { DownloadRecord } from './records';

/** Every download since the page was loaded. */
export const downloads: DownloadRecord[] = [];

/** Tests shorten the wait: WeChat ends what is still loading so long after it has gone to the background. */
export const downloadSettings = { interruptMs: 5000 };
