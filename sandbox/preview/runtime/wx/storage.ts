import type { Phone } from '../phone';
import { ApiFailure, asyncApi } from './api';

interface Entry {
  key: string;
  data: unknown;
}

const LIMIT_KB = 10_240;

/** Storage lives in the browser's own, each person of the desk panel by themselves. */
export function storageApis({ device }: Phone) {
  const prefix = `kandian:${device.openid}:`;
  const read = (key: string): unknown => {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as { data: unknown }).data;
  };
  const write = (key: string, data: unknown): void => localStorage.setItem(prefix + key, JSON.stringify({ data }));
  const remove = (key: string): void => localStorage.removeItem(prefix + key);
  const keys = (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const clear = (): void => keys().forEach(remove);
  const info = () => {
    const size = keys().reduce((sum, key) => sum + (localStorage.getItem(prefix + key)?.length ?? 0), 0);
    return { keys: keys(), currentSize: Math.ceil(size / 1024), limitSize: LIMIT_KB };
  };
  return {
    getStorageSync: (key: string) => read(key) ?? '',
    setStorageSync: write,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: asyncApi<Entry>('getStorage', ({ key = '' }) => {
      const data = read(key);
      if (data === undefined) throw new ApiFailure('data not found');
      return { data };
    }),
    setStorage: asyncApi<Entry>('setStorage', ({ key = '', data }) => {
      write(key, data);
    }),
    removeStorage: asyncApi<Entry>('removeStorage', ({ key = '' }) => {
      remove(key);
    }),
    clearStorage: asyncApi('clearStorage', () => {
      clear();
    }),
    getStorageInfo: asyncApi('getStorageInfo', info),
  };
}
