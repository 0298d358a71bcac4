import type { Readable } from 'node:stream';
import { CloudFailure } from '../failure';
import { DOWNLOAD_LIFE_S, type FileDeps } from './actions';
import { checkPath, fileIdOf, pathOf } from './paths';

const DENIED = 'STORAGE_EXCEED_AUTHORITY';
const ABSENT = 'STORAGE_FILE_NONEXIST';

/** What became of one file of several. */
export type FileCode = 'SUCCESS' | typeof DENIED | typeof ABSENT | 'INVALID_PARAM';

/**
 * The storage as a person's phone reaches it, under the rule that this app is deployed with: whoever put a file there,
 * and the functions, may read, replace and delete it; nobody else may.
 */
export class PersonFiles {
  constructor(private readonly deps: FileDeps) {}

  /** Resolves with the file's id when all of it is on disk; throws a CloudFailure when the person may not. */
  async upload(openid: string, path: string, content: Readable): Promise<string> {
    checkPath(path);
    const found = await this.deps.files.find(path);
    if (found && found.owner !== openid) throw new CloudFailure(DENIED, 'somebody else has put this file there');
    await this.deps.files.write(path, content, openid);
    return fileIdOf(path);
  }

  remove(openid: string, fileIds: readonly string[]): Promise<readonly FileCode[]> {
    return this.forEach(openid, fileIds, async (path) => {
      return (await this.deps.files.remove(path)) ? 'SUCCESS' : ABSENT;
    });
  }

  /** For two hours; an address is empty where the code is not `SUCCESS`. */
  async addresses(openid: string, fileIds: readonly string[]): Promise<readonly { code: FileCode; url: string }[]> {
    const { signer, address, now } = this.deps;
    const codes = await this.forEach(openid, fileIds, () => Promise.resolve('SUCCESS'));
    return codes.map((code, index) => {
      const path = pathOf(fileIds[index] ?? '') ?? '';
      const query = signer.query('read', path, now() + DOWNLOAD_LIFE_S * 1000);
      return { code, url: code === 'SUCCESS' ? encodeURI(`${address}/${path}?${query}`) : '' };
    });
  }

  private forEach(
    openid: string,
    fileIds: readonly string[],
    act: (path: string) => Promise<FileCode>,
  ): Promise<readonly FileCode[]> {
    return Promise.all(
      fileIds.map(async (fileId) => {
        const path = pathOf(fileId);
        if (path === null) return 'INVALID_PARAM';
        const found = await this.deps.files.find(path);
        if (!found) return ABSENT;
        return found.owner === openid ? act(path) : DENIED;
      }),
    );
  }
}
