import { resourceUrl } from '../files';
import { asyncApi } from './api';
import { openMask } from './dialog-boxes';

/** What fits nowhere else. */
export function variousApis() {
  return {
    nextTick: (callback: () => void) => queueMicrotask(callback),
    previewImage: asyncApi<{ urls: readonly string[]; current: string | number }>(
      'previewImage',
      ({ urls = [], current = 0 }) => {
        const source = typeof current === 'number' ? urls[current] : current;
        const [mask, box] = openMask('wx-preview-image');
        const picture = document.createElement('img');
        picture.src = resourceUrl(source ?? urls[0] ?? '', '');
        box.append(picture);
        mask.addEventListener('click', () => mask.remove());
      },
    ),
    /** The preview always runs the newest version: it never finds an update. */
    getUpdateManager: () => ({
      onCheckForUpdate: (callback: (result: { hasUpdate: boolean }) => void) =>
        void setTimeout(() => callback({ hasUpdate: false }), 0),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => location.reload(),
    }),
  };
}
