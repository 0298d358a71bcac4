import { Readable } from 'node:stream';
import type { SimReply, SimRequest } from '../simulator';
import { createSeals } from './seals';

/** What stands behind an address. */
export interface ServedFile {
  readonly type: string;
  readonly body: Buffer;
}

export type Folder = (typeof FOLDERS)[number];
const FOLDERS = ['pictures', 'voices', 'records'] as const;

/** Whether an address is one of ours and still good. */
export type Found = { readonly kind: 'good'; readonly name: string } | { readonly kind: 'expired' | 'forged' };

/** Files with addresses that end: pictures that were taken, messages that can be played. */
export interface Files {
  readonly addressOf: (folder: Folder, name: string, lifeMs: number) => string;
  readonly find: (folder: Folder, address: string) => Found;
  /** Null when the path is no file's. */
  readonly answer: (request: SimRequest) => Promise<SimReply> | null;
  readonly expireAll: () => void;
}

interface FilesDeps {
  readonly now: () => number;
  readonly baseUrl: () => string;
  readonly open: Readonly<Record<Folder, (name: string) => ServedFile | null | Promise<ServedFile | null>>>;
}

export function createFiles({ now, baseUrl, open }: FilesDeps): Files {
  const seals = createSeals(now);
  const check = (folder: Folder, { pathname, searchParams }: URL): Found => {
    const path = new RegExp(`^/files/${folder}/([^/]+)$`).exec(pathname);
    const name = decode(path?.[1] ?? '');
    const kind = seals.check(`${folder}/${name}`, searchParams);
    return kind === 'good' ? { kind, name } : { kind };
  };

  const answerFrom = async (folder: Folder, request: SimRequest): Promise<SimReply> => {
    const endpoint = `/files/${folder}`;
    const found = check(folder, new URL(`${request.path}?${request.query.toString()}`, baseUrl()));
    if (found.kind !== 'good') return { endpoint, status: 403, code: 403, body: '' };
    const file = await open[folder](found.name);
    if (file === null) return { endpoint, status: 404, code: 404, body: '' };
    const headers = { 'content-type': file.type, 'content-length': String(file.body.length) };
    return { endpoint, code: 200, headers, body: Readable.from([file.body], { objectMode: false }) };
  };

  return {
    addressOf: (folder, name, lifeMs) => {
      const expire = String(Math.floor((now() + lifeMs) / 1000));
      const query = seals.seal(`${folder}/${name}`, { expire });
      return `${baseUrl()}/files/${folder}/${encodeURIComponent(name)}?${query}`;
    },
    find: (folder, address) => {
      const url = URL.canParse(address) ? new URL(address) : null;
      return url?.origin === baseUrl() ? check(folder, url) : { kind: 'forged' };
    },
    answer: (request) => {
      const folder = FOLDERS.find((one) => request.path.startsWith(`/files/${one}/`));
      return folder ? answerFrom(folder, request) : null;
    },
    expireAll: seals.expireAll,
  };
}

/** Empty when malformed: no file is named so. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
