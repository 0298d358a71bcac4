/** Files of the mini-program: kept in memory for the synchronous calls, in IndexedDB across reloads. */
export const USER_DATA_PATH = 'wxfile://usr';
const TEMPORARY = 'wxfile://tmp_';
const STORE = 'files';

export interface StoredFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

export class Files {
  private readonly files = new Map<string, StoredFile>();
  private readonly urls = new Map<string, string>();
  private database: IDBDatabase | null = null;
  private temporaries = 0;

  /** Reads what earlier visits have saved. Without IndexedDB files last as long as the page. */
  async load(openid: string): Promise<void> {
    try {
      this.database = await openDatabase(`kandian-${openid}`);
      const saved = this.database.transaction(STORE).objectStore(STORE);
      const [paths, files] = await Promise.all([done(saved.getAllKeys()), done(saved.getAll())]);
      paths.forEach((path, index) => typeof path === 'string' && this.files.set(path, files[index] as StoredFile));
    } catch {
      this.database = null;
    }
  }

  read(path: string): StoredFile | null {
    return this.files.get(path) ?? null;
  }

  write(path: string, file: StoredFile): void {
    this.forgetUrl(path);
    this.files.set(path, file);
    if (!path.startsWith(TEMPORARY)) this.save((store) => store.put(file, path));
  }

  remove(path: string): boolean {
    this.forgetUrl(path);
    this.save((store) => store.delete(path));
    return this.files.delete(path);
  }

  list(): readonly [string, StoredFile][] {
    return [...this.files].filter(([path]) => !path.startsWith(TEMPORARY));
  }

  /** Keeps bytes that no path names yet; returns the path. */
  addTemporary(file: StoredFile, extension: string): string {
    const path = `${TEMPORARY}${(this.temporaries++).toString(36)}.${extension}`;
    this.write(path, file);
    return path;
  }

  /** An address that the browser can show. Undefined when there is no such file. */
  urlOf(path: string): string | undefined {
    const known = this.urls.get(path);
    const file = this.files.get(path);
    if (known !== undefined || file === undefined) return known;
    const url = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
    this.urls.set(path, url);
    return url;
  }

  /** Commits at once: a page that is left would take an open transaction with it. */
  private save(change: (store: IDBObjectStore) => void): void {
    const transaction = this.database?.transaction(STORE, 'readwrite');
    if (!transaction) return;
    change(transaction.objectStore(STORE));
    transaction.commit();
  }

  private forgetUrl(path: string): void {
    const url = this.urls.get(path);
    if (url !== undefined) URL.revokeObjectURL(url);
    this.urls.delete(path);
  }
}

/** The one file system of this phone. */
export const files = new Files();

/** Turns a mini-program's address of a picture or sound into one that the browser can fetch. */
export function resourceUrl(source: string, basePath: string): string {
  if (source.startsWith('wxfile://')) return files.urlOf(source) ?? '';
  if (/^[a-z][a-z+.-]*:/i.test(source) || source.startsWith('//')) return source;
  const base = `http://preview/${basePath}`;
  return `/phone/files${new URL(source, base).pathname}`;
}

function openDatabase(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
