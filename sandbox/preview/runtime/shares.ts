import type { SharedFile } from './records';

/** Everything sent since the page was loaded. */
export const shares: SharedFile[] = [];
