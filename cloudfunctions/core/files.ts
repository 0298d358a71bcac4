import { CallError } from './errors';
import type { HttpPort } from './ports';

/** Files in the cloud's storage: those that phones hand in, and our own. */
export interface CloudFiles {
  /** A file's bytes; `invalid-argument` when it has more than `mostBytes`, of which no more is loaded. */
  read(fileId: string, mostBytes: number): Promise<Uint8Array>;
  /** Puts a file at a path, in place of one that is there; its id. */
  put(path: string, bytes: Uint8Array): Promise<string>;
  /** Where files, at most 50, can be loaded from for a while, by id; those that are not there are left out. */
  addressesOf(fileIds: readonly string[], forMs: number): Promise<ReadonlyMap<string, string>>;
  /** One that is not there any more counts as removed. */
  remove(fileId: string): Promise<void>;
  /** As `remove`, of a file whose id nobody was told, because whoever put it there was cut off. */
  removeAt(path: string): Promise<void>;
}

/** What the platform's storage answers. */
export interface Storage {
  /** An address to load a file from; null when there is no such file. */
  addressOf(fileId: string): Promise<string | null>;
  /** Addresses good for so many seconds, by file id; files that are not there are left out. One request. */
  addressesOf(fileIds: readonly string[], lifeS: number): Promise<ReadonlyMap<string, string>>;
  /** Its id. */
  put(path: string, bytes: Uint8Array): Promise<string>;
  /** The id of a file at this path, whether or not there is one. */
  idOf(path: string): Promise<string>;
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
    put: (path, bytes) => storage.put(path, bytes),
    addressesOf: async (fileIds, forMs) =>
      fileIds.length === 0 ? new Map() : storage.addressesOf(fileIds, Math.floor(forMs / 1000)),
    remove: (fileId) => storage.remove(fileId),
    removeAt: async (path) => storage.remove(await storage.idOf(path)),
  };
}

const gone = (): CallError => new CallError('invalid-argument', 'there is no such file');
