import * as v from 'valibot';
import type { Actions } from '../actions';
import { action } from '../actions';
import type { FileStore } from './file-store';
import { checkPath, fileIdOf, pathOf } from './paths';
import type { FileAccess, UrlSigner } from './signed-url';

export interface FileDeps {
  readonly files: FileStore;
  readonly signer: UrlSigner;
  /** Where this server serves files, without a slash at the end. */
  readonly address: string;
  /** Epoch ms. */
  readonly now: () => number;
}

const UPLOAD_LIFE_S = 900;
export const DOWNLOAD_LIFE_S = 7200;
const MOST_FILES = 50;

/** `storage.*`, with the SDK's names and shapes. */
export function fileActions({ files, signer, address, now }: FileDeps): Actions {
  const temporaryUrl = (access: FileAccess, path: string, lifeS: number) =>
    `${address}/${path}?${signer.query(access, path, now() + lifeS * 1000)}`;

  return {
    'storage.getUploadMetadata': action({ path: v.string() }, ({ path }) => {
      checkPath(path);
      const url = encodeURI(temporaryUrl('write', path, UPLOAD_LIFE_S));
      // The address itself is the permission; the platform's object store also wants these three.
      return { data: { url, token: '-', authorization: '-', fileId: fileIdOf(path), cosFileId: '-' } };
    }),

    'storage.batchGetDownloadUrl': action(
      {
        file_list: v.pipe(
          v.array(v.object({ fileid: v.string(), max_age: v.optional(v.number(), DOWNLOAD_LIFE_S) })),
          v.maxLength(MOST_FILES),
        ),
      },
      async ({ file_list }) => {
        const list = file_list.map(async ({ fileid, max_age }) => {
          const path = pathOf(fileid);
          if (path === null) return { fileID: fileid, code: 'INVALID_PARAM', tempFileURL: '' };
          const found = await files.find(path);
          if (!found) return { fileID: fileid, code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' };
          // Unencoded: the SDK encodes it before it downloads.
          return { fileID: fileid, code: 'SUCCESS', maxAge: max_age, tempFileURL: temporaryUrl('read', path, max_age) };
        });
        return { data: { download_list: await Promise.all(list) } };
      },
    ),

    'storage.batchDeleteFile': action(
      { fileid_list: v.pipe(v.array(v.string()), v.maxLength(MOST_FILES)) },
      async ({ fileid_list }) => {
        const list = fileid_list.map(async (fileID) => {
          const path = pathOf(fileID);
          if (path === null) return { fileID, code: 'INVALID_PARAM' };
          return { fileID, code: (await files.remove(path)) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' };
        });
        return { data: { delete_list: await Promise.all(list) } };
      },
    ),
  };
}
