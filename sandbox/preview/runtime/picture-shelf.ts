/**
 * The newest pictures that anybody on this desk has saved to an album, so that another person's phone can scan what
 * one person's phone has drawn. They stay in the browser.
 */
const DATABASE = 'kandian-pictures';
const STORE = 'pictures';
const MOST = 12;

export interface ShelvedPicture {
  readonly name: string;
  readonly picture: Blob;
}

export async function shelve(picture: ShelvedPicture): Promise<void> {
  const database = await open();
  const transaction = database.transaction(STORE, 'readwrite');
  const store = transaction.objectStore(STORE);
  await done(store.add(picture));
  const keys = await done(store.getAllKeys());
  for (const key of keys.slice(0, -MOST)) store.delete(key);
  await committed(transaction);
  database.close();
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB failed'));
  });
}

/** The newest first; none where the browser keeps nothing. */
export async function shelvedPictures(): Promise<readonly ShelvedPicture[]> {
  try {
    const database = await open();
    const pictures: unknown[] = await done(database.transaction(STORE).objectStore(STORE).getAll());
    database.close();
    return pictures.filter(isShelved).reverse();
  } catch {
    return [];
  }
}

const isShelved = (value: unknown): value is ShelvedPicture =>
  typeof value === 'object' && value !== null && 'picture' in value && value.picture instanceof Blob;

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { autoIncrement: true });
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}
