/** A file that the person has sent to a chat. */
export interface SharedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Everything sent since the page was loaded. */
export const shares: SharedFile[] = [];
