import { readCode } from '../code-reader';
import { shelvedPictures } from '../picture-shelf';
import type { Phone } from '../phone';
import { make, openMask } from './dialog-boxes';

interface ScannerOptions {
  readonly fromAlbum: boolean;
  readonly isWanted: (text: string) => boolean;
  /** Something was held up in which no code was found. */
  readonly missed: boolean;
}

/** WeChat's scanner. The camera sees a file or a text; resolves with a code's text, or null when one leaves. */
export async function openScanner(phone: Phone, options: ScannerOptions): Promise<string | null> {
  const say = (zh: string, en: string): string => (phone.device.state.language === 'en' ? en : zh);
  const album = options.fromAlbum ? await shelvedPictures() : [];
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet wx-scanner');
    const note = make('p', '', options.missed ? say('没有识别到码', 'No code found') : '');
    note.role = 'status';
    const finish = (text: string | null): void => {
      stopWaiting();
      mask.remove();
      resolve(text);
    };
    const see = (text: string | null): void => {
      if (text !== null && options.isWanted(text)) finish(text);
      else note.textContent = say('没有识别到码', 'No code found');
    };
    const look = (picture: Blob): void => void readCode(picture).then(see, () => see(null));
    // Another code opened from WeChat meanwhile leaves the scanner behind.
    const stopWaiting = phone.device.onChange('visible', (visible) => visible && finish(null));
    box.append(
      make('h2', '', say('扫码', 'Scan')),
      fileField(say('对准一张图片', 'Point at a picture'), look),
      textField(say('码里的文字', 'Text of a code'), say('扫', 'Scan'), see),
      ...album.map(({ name, picture }) => albumButton(`${say('相册', 'Album')} ${name}`, picture, look)),
      note,
      button(say('返回', 'Back'), () => finish(null)),
    );
  });
}

function fileField(label: string, look: (picture: Blob) => void): HTMLElement {
  const row = make('label', '', label);
  const field = make('input', '');
  field.type = 'file';
  field.accept = 'image/*';
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    if (file !== undefined) look(file);
  });
  row.append(field);
  return row;
}

function textField(label: string, go: string, see: (text: string) => void): HTMLElement {
  const row = make('form', '');
  const field = make('input', '');
  field.ariaLabel = label;
  field.placeholder = label;
  row.addEventListener('submit', (event) => {
    event.preventDefault();
    see(field.value.trim());
  });
  row.append(field, make('button', '', go));
  return row;
}

function albumButton(name: string, picture: Blob, look: (picture: Blob) => void): HTMLElement {
  const element = button(name, () => look(picture));
  const thumb = make('img', '');
  thumb.src = URL.createObjectURL(picture);
  thumb.alt = '';
  thumb.onload = () => URL.revokeObjectURL(thumb.src);
  element.prepend(thumb);
  return element;
}

function button(text: string, act: () => void): HTMLElement {
  const element = make('button', '', text);
  element.addEventListener('click', act);
  return element;
}
