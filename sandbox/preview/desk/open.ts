import { readCode } from '../runtime/code-reader';
import { shelvedPictures } from '../runtime/picture-shelf';
import { CARDS_KEY, keptCards } from '../runtime/shares';

/** Opens a text in the phone as WeChat does; throws what the phone says of it. */
type Open = (text: string) => void;

/**
 * WeChat around the phone: one scans a picture, taps a link or a card in a chat, and the mini-program opens there. The
 * pictures and cards are those that the people on this desk have saved and sent.
 */
export function showOpening(place: Element | null, open: Open): void {
  const note = document.createElement('p');
  note.role = 'status';
  const attempt: Open = (text) => {
    try {
      open(text);
      note.textContent = '';
    } catch {
      note.textContent = '不是看店的码、链接或卡片 Not of this mini-program';
    }
  };
  const scan = (picture: Blob): void =>
    void readCode(picture).then((text) => (text === null ? (note.textContent = '没有码 No code') : attempt(text)));
  const list = document.createElement('div');
  list.className = 'faults';
  const refresh = async (): Promise<void> => {
    const pictures = (await shelvedPictures()).map(({ name, picture }) => button(`图 ${name}`, () => scan(picture)));
    const cards = keptCards().map(({ title, path }) => button(`卡片 ${title}`, () => attempt(path)));
    list.replaceChildren(...cards, ...pictures);
  };
  window.addEventListener('storage', ({ key }) => key === CARDS_KEY && void refresh());
  place?.addEventListener('pointerenter', () => void refresh()); // a saved picture is not announced
  place?.replaceChildren(textForm(attempt), fileField(scan), list, note);
  void refresh();
}

/** What the first owner claims the installation by; every start has another. */
export async function showBootstrap(place: Element | null): Promise<void> {
  const reply = await fetch('/__sandbox/state');
  const state = (await reply.json()) as { readonly bootstrap?: string };
  if (place !== null) place.textContent = state.bootstrap ?? '';
}

function textForm(open: Open): HTMLElement {
  const form = document.createElement('form');
  const field = document.createElement('input');
  field.placeholder = '链接、码里的文字或卡片路径 Link, text or path';
  field.ariaLabel = field.placeholder;
  form.className = 'opening';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    open(field.value.trim());
  });
  form.append(field, button('打开 Open', null));
  return form;
}

function fileField(scan: (picture: Blob) => void): HTMLElement {
  const label = document.createElement('label');
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = 'image/*';
  label.className = 'opening';
  label.append('码的图片 Picture', field);
  field.addEventListener('change', () => {
    const [file] = field.files ?? [];
    if (file !== undefined) scan(file);
  });
  return label;
}

/** Without an act of its own it sends its form. */
function button(text: string, act: (() => void) | null): HTMLElement {
  const element = document.createElement('button');
  element.type = act === null ? 'submit' : 'button';
  element.textContent = text;
  if (act !== null) element.addEventListener('click', act);
  return element;
}
