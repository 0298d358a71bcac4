import type { ShownMessage } from '../wire';
import type { Phone } from './phone';
import { make } from './wx/dialog-boxes';

/** What has come for this person since the page was loaded, in order. */
export const received: ShownMessage[] = [];

const FROM_SERVICE_MESSAGE = 1107;
const SHOWN_MS = 8000;

/** Shows each service message of this person as it comes, as WeChat does whatever is on the screen. */
export function followMessages(phone: Phone): void {
  const query = new URLSearchParams({ openid: phone.device.openid });
  const socket = new WebSocket(`ws://${location.host}/__messages?${query.toString()}`);
  const shelf = make('div', 'wx-banners');
  document.body.append(shelf);
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as ShownMessage;
    received.push(message);
    show(message, shelf, phone);
  };
}

/** A tap on a message opens its page as a fresh entry. */
export function openMessage({ page }: Pick<ShownMessage, 'page'>, phone: Phone): void {
  if (page !== null) phone.entries.enter(page, FROM_SERVICE_MESSAGE, phone);
}

function show(message: ShownMessage, shelf: HTMLElement, phone: Phone): void {
  const from = phone.device.state.language === 'en' ? 'Service notifications' : '服务通知';
  const banner = make('button', 'wx-banner');
  banner.append(make('small', '', from), make('strong', '', message.title));
  for (const { label, text } of message.rows) banner.append(make('span', '', `${label}：${text}`));
  const gone = setTimeout(() => banner.remove(), SHOWN_MS);
  banner.addEventListener('click', () => {
    clearTimeout(gone);
    banner.remove();
    openMessage(message, phone);
  });
  shelf.append(banner);
}
