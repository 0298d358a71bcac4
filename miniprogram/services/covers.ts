import type { ChannelId } from '../../typings/contract/domain';
import type { Clock } from '../utils/clock';
import { clock } from './clock';
import { storage, type Storage } from './storage';

/** A still of a camera, kept on this phone only. */
export interface Cover {
  readonly path: string;
  /** Epoch ms at which it was taken. */
  readonly at: number;
}

export interface Covers {
  /** Keeps a still that was just taken. Rejects when the phone has no room for it. */
  readonly saveCover: (channelId: ChannelId, tempPath: string) => Promise<void>;
  /** The last still of a camera; null when there is none. */
  readonly coverOf: (channelId: ChannelId) => Cover | null;
  /** Removes them all: a phone that lost its rights keeps no pictures. */
  readonly clear: () => Promise<void>;
}

/** The two file operations that covers need. */
export interface CoverFiles {
  /** Moves a temporary file to where it survives; resolves with its new path. */
  keep(tempPath: string): Promise<string>;
  /** Removes a kept file; one that is gone already is no error. */
  remove(path: string): Promise<void>;
}

/** About 10 MB of stills: a twentieth of what WeChat lets an app keep. */
export const MAX_COVERS = 200;

interface Deps {
  readonly files: CoverFiles;
  readonly storage: Storage;
  readonly clock: Clock;
}

/** Keeps at most 200 stills, the oldest making room. */
export function createCovers({ files, storage, clock }: Deps): Covers {
  let kept: Map<ChannelId, Cover> | null = null;
  const load = () => (kept ??= new Map(entriesOf(storage.read('covers'))));
  const store = (covers: Map<ChannelId, Cover>) => storage.write('covers', [...covers]);
  return {
    async saveCover(channelId, tempPath) {
      const path = await files.keep(tempPath);
      const covers = load();
      const stale = [...(covers.get(channelId) === undefined ? [] : [channelId]), ...overflow(covers, channelId)];
      const paths = stale.flatMap((id) => covers.get(id)?.path ?? []);
      for (const id of stale) covers.delete(id);
      covers.set(channelId, { path, at: clock.now() });
      store(covers);
      await Promise.all(paths.map((old) => files.remove(old)));
    },
    coverOf: (channelId) => load().get(channelId) ?? null,
    async clear() {
      const covers = load();
      const paths = [...covers.values()].map(({ path }) => path);
      covers.clear();
      store(covers);
      await Promise.all(paths.map((path) => files.remove(path)));
    },
  };
}

/** Those that must go for `newcomer` to fit; a map keeps the order in which stills were taken. */
function overflow(covers: Map<ChannelId, Cover>, newcomer: ChannelId): readonly ChannelId[] {
  const others = [...covers.keys()].filter((id) => id !== newcomer);
  return others.slice(0, Math.max(0, others.length - (MAX_COVERS - 1)));
}

function entriesOf(value: unknown): readonly (readonly [ChannelId, Cover])[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is readonly [ChannelId, Cover] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') return false;
  const cover: unknown = value[1];
  if (typeof cover !== 'object' || cover === null || !('path' in cover) || !('at' in cover)) return false;
  return typeof cover.path === 'string' && typeof cover.at === 'number';
}

const wechatFiles: CoverFiles = {
  keep: (tempFilePath) =>
    new Promise((resolve, reject) => {
      wx.getFileSystemManager().saveFile({
        tempFilePath,
        success: ({ savedFilePath }) => resolve(savedFilePath),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      });
    }),
  remove: (filePath) =>
    new Promise((resolve) => {
      wx.getFileSystemManager().removeSavedFile({ filePath, complete: () => resolve() });
    }),
};

/** The stills on this phone. */
export const covers: Covers = createCovers({ files: wechatFiles, storage, clock });

/** Keeps a still that was just taken of a camera. */
export const saveCover = covers.saveCover;
/** The last still of a camera; null when there is none. */
export const coverOf = covers.coverOf;
