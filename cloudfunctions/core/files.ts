import { CallError } from './errors';
import type { HttpPort } from './ports';

/** Files that phones put into the cloud's storage. */
export interface CloudFiles {
  /** A file's bytes; `invalid-argument` when it has more than `mostBytes`, of which no more is loaded. */
  read(fileId: string, mostBytes: number): Promise<Uint8Array>;
  /** One that is not there any more counts as removed. */
  remove(fileId: string): Promise<void>;
}

/** What the platform's storage answers. */
export interface Storage {
  /** An address to load a file from; null when there is no such file. */
  addressOf(fileId: string): Promise<string | null>;
  remove(fileId: string): Promise<void>;
}

const TIMEOUT_MS = 8_000;

export function createCloudFiles(storage: Storage, http: HttpPort): CloudFiles {
  return {
    async read(fileId, mostBytes) {
      const url = await storage.addressOf(fileId);
      if (url === null) throw gone();
      const request = { method: 'GET', url, label: 'cloud file', kind: 'read', timeoutMs: TIMEOUT_MS } as const;
      const { status, body } = await http({ ...request, maxReplyBytes: mostBytes }).catch((error: unknown) => {
        const isTooLarge = error instanceof CallError && error.code === 'vendor-protocol';
        throw isTooLarge ? new CallError('invalid-argument', 'the file is too large') : error;
      });
      if (status === 404) throw gone();
      if (status !== 200) throw new CallError('vendor-unavailable', `cloud file: HTTP ${status}`);
      return body;
    },
    remove: (fileId) => storage.remove(fileId),
  };
}

const gone = (): CallError => new CallError('invalid-argument', 'there is no such file');
