import { album } from '../album';
import { files } from '../files';
import { shelve } from '../picture-shelf';
import type { AlbumItem } from '../records';
import { ApiFailure, asyncApi } from './api';
import type { Permissions } from './permissions';

interface SaveOptions {
  filePath: string;
}

/** Saving to the phone's album: local files only, and only with `scope.writePhotosAlbum`. */
export function albumApis(permissions: Permissions) {
  const save = (name: string, kind: AlbumItem['kind']) =>
    asyncApi<SaveOptions>(name, async ({ filePath }) => {
      if (typeof filePath !== 'string')
        throw new ApiFailure('parameter error: parameter.filePath should be String instead of Undefined');
      await permissions.require('scope.writePhotosAlbum', name);
      const file = files.read(filePath);
      if (file === null) throw new ApiFailure('no such file or directory');
      const fileName = filePath.split('/').at(-1) ?? '';
      if (!album.add(file, fileName, kind)) throw new ApiFailure(`invalid ${kind}`);
      // Without a place to keep it, it is in this phone's album alone.
      if (kind === 'image') await shelve({ name: fileName, picture: new Blob([file.bytes]) }).catch(() => undefined);
    });
  return {
    saveImageToPhotosAlbum: save('saveImageToPhotosAlbum', 'image'),
    saveVideoToPhotosAlbum: save('saveVideoToPhotosAlbum', 'video'),
  };
}
