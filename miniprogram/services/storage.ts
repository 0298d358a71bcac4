/** Small values that outlive the app, each under its own key. Unreadable or full storage loses them, nothing else. */
export interface Storage {
  /** The kept value, or null when there is none. It was written by some version of this app: check before use. */
  read(key: StorageKey): unknown;
  write(key: StorageKey, value: unknown): void;
  remove(key: StorageKey): void;
}

export type StorageKey = 'preferences' | 'cameras' | 'covers';

/** The phone's own storage. */
export const storage: Storage = {
  read(key) {
    try {
      const value: unknown = wx.getStorageSync(key);
      return value === '' || value === undefined ? null : value;
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      wx.setStorageSync(key, value);
    } catch {
      // A full storage must not stop a clerk from watching.
    }
  },
  remove(key) {
    try {
      wx.removeStorageSync(key);
    } catch {
      // As above.
    }
  },
};
