import { resourceUrl } from './files';
import type { Page } from './pages/page';
import { formatAddress } from './pages/url';
import type { Phone } from './phone';
import type { CardRecord } from './records';
import { reportError } from './report';
import { keepCard } from './shares';
import { make, openMask, showSheet } from './wx/dialog-boxes';

interface ShareMessage {
  readonly title?: string;
  readonly path?: string;
  readonly imageUrl?: string;
  /** Takes the place of the message itself when it comes in time. */
  readonly promise?: Promise<ShareMessage>;
}

/** As a page gets it in `onShareAppMessage`. */
type ShareSource =
  | { readonly from: 'menu'; readonly target: undefined }
  | { readonly from: 'button'; readonly target: { readonly id: string; readonly dataset: object } };

const PROMISE_MS = 3000;
const SLOW: ShareMessage = {};

/** Pages whose menu WeChat does not let forward. */
const closedMenus = new WeakSet<Page>();

export function setShareMenu(page: Page, open: boolean): void {
  if (open) closedMenus.delete(page);
  else closedMenus.add(page);
}

/** The menu behind the capsule. A page without `onShareAppMessage` cannot be forwarded from there. */
export async function openMenu(phone: Phone): Promise<void> {
  const page = phone.stack.top;
  const english = phone.device.state.language === 'en';
  const forward = page.has('onShareAppMessage') && !closedMenus.has(page);
  const items = forward ? [english ? 'Forward' : '转发给朋友'] : [];
  const alertText = forward ? '' : english ? 'This page cannot be forwarded' : '当前页面不可转发';
  const chosen = await showSheet(items, { cancelText: english ? 'Cancel' : '取消', alertText });
  if (chosen === 0) await share(phone, { from: 'menu', target: undefined });
}

/** Asks the page for its card and the person to whom it goes. The mini-program hears nothing of either. */
export async function share(phone: Phone, source: ShareSource): Promise<void> {
  const page = phone.stack.top;
  const { title, path, imageUrl } = await messageOf(page, source);
  const card: CardRecord = {
    title: title ?? phone.plan.app.window?.navigationBarTitleText ?? '',
    path: path ?? `/${formatAddress({ route: page.route, query: page.query })}`,
    imageUrl: imageUrl ?? null,
    from: source.from,
    sentAt: Date.now(),
  };
  if (!card.path.startsWith('/')) reportError(new Error(`the path of a card begins with a slash: ${card.path}`));
  else if (await confirmCard(phone, card)) keepCard(card);
}

async function messageOf(page: Page, source: ShareSource): Promise<ShareMessage> {
  const answer: unknown = page.call('onShareAppMessage', source);
  const message: ShareMessage = typeof answer === 'object' && answer !== null ? answer : {};
  if (message.promise === undefined) return message;
  const late = new Promise<ShareMessage>((resolve) => setTimeout(() => resolve(SLOW), PROMISE_MS));
  const prompt = await Promise.race([message.promise, late]).catch(() => SLOW);
  return prompt === SLOW ? message : prompt;
}

function confirmCard({ device, stack }: Phone, { title, imageUrl }: CardRecord): Promise<boolean> {
  const english = device.state.language === 'en';
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-modal wx-card');
    const buttons = make('footer', '');
    const answer = (text: string, confirm: boolean): void => {
      const button = make('button', '', text);
      button.addEventListener('click', () => {
        mask.remove();
        resolve(confirm);
      });
      buttons.append(button);
    };
    answer(english ? 'Cancel' : '取消', false);
    answer(english ? 'Send' : '发送', true);
    const heading = make('h2', '', english ? 'Send to a chat' : '发送给朋友');
    box.append(heading, make('p', '', title), cardPicture(imageUrl, stack.top.route), buttons);
  });
}

/** WeChat would put a screenshot in the place of a picture that is not there: here that is a fault. */
function cardPicture(imageUrl: string | null, route: string): HTMLElement {
  if (imageUrl === null) return make('div', 'wx-card-screenshot', '截图 screenshot');
  const picture = make('img', '');
  picture.alt = '';
  picture.onerror = () => reportError(new Error(`the picture of a card is not there: ${imageUrl}`));
  picture.src = resourceUrl(imageUrl, route);
  return picture;
}
