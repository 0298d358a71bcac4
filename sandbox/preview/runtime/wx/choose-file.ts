import { takeChosen } from '../chosen-files';
import { files } from '../files';
import type { Phone } from '../phone';
import { ApiFailure, asyncApi } from './api';
import { make, openMask } from './dialog-boxes';
import type { Privacy } from './privacy';

type FileType = 'all' | 'video' | 'image' | 'file';

interface ChooseOptions {
  count: number;
  type: FileType;
  /** With type `file` only. */
  extension: readonly string[];
}

const MOST_FILES = 100;

/** `wx.chooseMessageFile`: WeChat's own list of the files in chats, for which the mini-program is left. */
export function chooseFileApis(phone: Phone, privacy: Privacy) {
  const { device } = phone;
  return {
    chooseMessageFile: asyncApi<ChooseOptions>('chooseMessageFile', async (options) => {
      const { count, type = 'all', extension = [] } = options;
      if (typeof count !== 'number')
        throw new ApiFailure('parameter error: parameter.count should be Number instead of Undefined');
      if (!Number.isInteger(count) || count < 1 || count > MOST_FILES)
        throw new ApiFailure('parameter error: parameter.count should be 1 to 100');
      await privacy.require('chooseMessageFile', 'plain');
      device.set({ visible: false });
      const chosen = takeChosen() ?? (await openChooser(phone, count));
      device.set({ visible: true });
      const wanted = chosen.filter((file) => isWanted(file, type, extension)).slice(0, count);
      if (wanted.length === 0) throw new ApiFailure('cancel');
      return { tempFiles: await Promise.all(wanted.map(keep)) };
    }),
  };
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

function kindOf({ name, type }: File): Exclude<FileType, 'all'> {
  const ending = endingOf(name);
  if (type.startsWith('image/') || ['png', 'jpg', 'jpeg', 'gif', 'webp'].includes(ending)) return 'image';
  return type.startsWith('video/') || ending === 'mp4' ? 'video' : 'file';
}

/** `file` is all but pictures and videos. */
function isWanted(file: File, type: FileType, extension: readonly string[]): boolean {
  if (type !== 'all' && kindOf(file) !== type) return false;
  const endings = extension.map((one) => one.replace(/^\./, '').toLowerCase());
  return type !== 'file' || endings.length === 0 || endings.includes(endingOf(file.name));
}

async function keep(file: File): Promise<object> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const path = files.addTemporary({ bytes, type: file.type }, endingOf(file.name) || 'dat');
  const time = Math.floor((file.lastModified || Date.now()) / 1000);
  return { path, name: file.name, size: bytes.length, type: kindOf(file), time };
}

/** Resolves with nothing when the person leaves. */
function openChooser(phone: Phone, count: number): Promise<readonly File[]> {
  const say = (zh: string, en: string): string => (phone.device.state.language === 'en' ? en : zh);
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet wx-scanner');
    const finish = (chosen: readonly File[]): void => {
      stopWaiting();
      mask.remove();
      resolve(chosen);
    };
    // Something else opened from WeChat meanwhile leaves the list behind.
    const stopWaiting = phone.device.onChange('visible', (visible) => visible && finish([]));
    const row = make('label', '', say('选择文件', 'Choose a file'));
    const field = make('input', '');
    field.type = 'file';
    field.multiple = count > 1;
    field.addEventListener('change', () => finish([...(field.files ?? [])]));
    row.append(field);
    const back = make('button', '', say('返回', 'Back'));
    back.addEventListener('click', () => finish([]));
    box.append(make('h2', '', say('聊天里的文件', 'Files in chats')), row, back);
  });
}
