import { files, USER_DATA_PATH, type StoredFile } from '../files';
import { refusingUnknown } from '../report';
import { ApiFailure, asyncApi } from './api';

type Encoding = 'utf8' | 'utf-8' | 'base64' | 'ascii';

interface FileOptions {
  filePath: string;
  path: string;
  tempFilePath: string;
  srcPath: string;
  destPath: string;
  encoding: Encoding;
  data: string | ArrayBuffer;
}

/** `wx.getFileSystemManager()` and the two helpers that go with it. */
export function fileApis() {
  const manager = refusingUnknown(fileSystemManager(), 'FileSystemManager');
  return {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => manager,
    base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
    arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
  };
}

function fileSystemManager() {
  const sync = {
    accessSync: (path: string) => void find(path),
    writeFileSync: (path: string, data: string | ArrayBuffer, encoding: Encoding = 'utf8') =>
      files.write(writable(path), { bytes: encode(data, encoding), type: typeOf(path) }),
    appendFileSync(path: string, data: string | ArrayBuffer, encoding: Encoding = 'utf8') {
      const { bytes, type } = find(writable(path));
      files.write(path, { bytes: joined(bytes, encode(data, encoding)), type });
    },
    readFileSync: (path: string, encoding?: Encoding) => decode(find(path), encoding),
    unlinkSync: (path: string) => {
      find(path);
      files.remove(path);
    },
    copyFileSync: (srcPath: string, destPath: string) => files.write(writable(destPath), find(srcPath)),
    saveFileSync: (tempFilePath: string, path?: string) => {
      const file = find(tempFilePath);
      const savedFilePath = path ?? `${USER_DATA_PATH}/${tempFilePath.replace(/^wxfile:\/\//, '')}`;
      files.write(writable(savedFilePath), file);
      files.remove(tempFilePath);
      return savedFilePath;
    },
  };
  return {
    ...sync,
    access: asyncApi<FileOptions>('access', ({ path = '' }) => sync.accessSync(path)),
    writeFile: asyncApi<FileOptions>('writeFile', ({ filePath = '', data = '', encoding }) =>
      sync.writeFileSync(filePath, data, encoding),
    ),
    appendFile: asyncApi<FileOptions>('appendFile', ({ filePath = '', data = '', encoding }) =>
      sync.appendFileSync(filePath, data, encoding),
    ),
    readFile: asyncApi<FileOptions>('readFile', ({ filePath = '', encoding }) => ({
      data: sync.readFileSync(filePath, encoding),
    })),
    unlink: asyncApi<FileOptions>('unlink', ({ filePath = '' }) => sync.unlinkSync(filePath)),
    copyFile: asyncApi<FileOptions>('copyFile', ({ srcPath = '', destPath = '' }) =>
      sync.copyFileSync(srcPath, destPath),
    ),
    removeSavedFile: asyncApi<FileOptions>('removeSavedFile', ({ filePath = '' }) => sync.unlinkSync(filePath)),
    saveFile: asyncApi<FileOptions>('saveFile', ({ tempFilePath = '', filePath }) => ({
      savedFilePath: sync.saveFileSync(tempFilePath, filePath),
    })),
    getFileInfo: asyncApi<FileOptions>('getFileInfo', ({ filePath = '' }) => ({ size: find(filePath).bytes.length })),
    getSavedFileList: asyncApi('getSavedFileList', () => ({
      fileList: files.list().map(([filePath, { bytes }]) => ({ filePath, size: bytes.length })),
    })),
  };
}

function find(path: string): StoredFile {
  const file = files.read(path);
  if (file === null) throw new ApiFailure(`no such file or directory, open ${path}`);
  return file;
}

function writable(path: string): string {
  if (!path.startsWith(`${USER_DATA_PATH}/`)) throw new ApiFailure(`permission denied, open ${path}`);
  return path;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

function encode(data: string | ArrayBuffer, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (typeof data !== 'string') return new Uint8Array(data.slice(0));
  return encoding === 'base64' ? fromBase64(data) : new TextEncoder().encode(data);
}

function decode({ bytes }: StoredFile, encoding: Encoding | undefined): string | ArrayBuffer {
  if (encoding === undefined) return bytes.slice().buffer;
  return encoding === 'base64' ? toBase64(bytes) : new TextDecoder().decode(bytes);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  svg: 'image/svg+xml',
};
const typeOf = (path: string): string => TYPES[path.split('.').pop() ?? ''] ?? 'application/octet-stream';
