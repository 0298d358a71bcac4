import type { ShownMessage } from '../wire';

const KEPT = 50;

/** The service messages of everybody on this desk, the newest first; one of whoever holds the phone opens there. */
export function showMessages(place: Element | null, whose: () => string, open: (message: ShownMessage) => void): void {
  const list = document.createElement('ol');
  place?.replaceChildren(list);
  new WebSocket(`ws://${location.host}/__messages`).onmessage = ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as ShownMessage;
    list.prepend(toRow(message, () => message.openid === whose() && open(message)));
    while (list.childElementCount > KEPT) list.lastElementChild?.remove();
  };
}

function toRow({ openid, title, rows, at }: ShownMessage, act: () => void): HTMLElement {
  const row = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  const who = openid.replace(/^sandbox-/, '');
  const lines = rows.map(({ label, text }) => `${label}：${text}`);
  button.textContent = [`${new Date(at).toTimeString().slice(0, 5)} ${who} · ${title}`, ...lines].join('\n');
  button.addEventListener('click', act);
  row.append(button);
  return row;
}
