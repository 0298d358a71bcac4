import { files, resourceUrl } from '../files';
import type { Phone } from '../phone';
import { ApiFailure, asyncApi } from './api';
import { make, openMask } from './dialog-boxes';

interface DocumentOptions {
  filePath: string;
  fileType: string;
}

interface MediaOptions {
  sources: readonly { readonly url: string; readonly type?: 'image' | 'video' }[];
  current: number;
}

/** What WeChat has a reader for. */
const READABLE = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'];

/** WeChat's viewers over the page. Office files the preview cannot read: it names them. */
export function documentApis({ device }: Phone) {
  const open = (shown: HTMLElement): void => {
    const [mask, box] = openMask('wx-sheet wx-viewer');
    const back = make('button', '', device.state.language === 'en' ? 'Back' : '返回');
    back.addEventListener('click', () => mask.remove());
    box.append(shown, back);
  };
  return {
    openDocument: asyncApi<DocumentOptions>('openDocument', ({ filePath, fileType }) => {
      if (typeof filePath !== 'string')
        throw new ApiFailure('parameter error: parameter.filePath should be String instead of Undefined');
      const file = files.read(filePath);
      if (file === null) throw new ApiFailure('file doesn’t exist');
      if (!READABLE.includes(fileType ?? filePath.split('.').at(-1) ?? ''))
        throw new ApiFailure('filetype not supported');
      open(make('p', '', `${filePath.split('/').at(-1) ?? ''} · ${file.bytes.length} B`));
    }),
    previewMedia: asyncApi<MediaOptions>('previewMedia', ({ sources = [], current = 0 }) => {
      const source = sources[current];
      if (source === undefined) throw new ApiFailure('parameter error: parameter.sources should have at least 1 item');
      const shown = make(source.type === 'video' ? 'video' : 'img', '');
      shown.src = resourceUrl(source.url, '');
      if (shown instanceof HTMLVideoElement) shown.controls = true;
      else shown.alt = '';
      open(shown);
    }),
  };
}
