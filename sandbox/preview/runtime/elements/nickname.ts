import type { Host } from './define';

const NICKNAME = '微信用户';
const BAR_ID = 'wx-nickname-bar';

/**
 * The bar over the keyboard of `<input type="nickname">`, with the person's name in WeChat. What is chosen there is in
 * the field without an `input` event, as on many phones; `blur` tells it, and WeChat's check of it follows.
 */
export function offerNickname(host: Host, field: HTMLInputElement): void {
  const isNickname = (): boolean => host.text('type') === 'nickname';
  field.addEventListener('focus', () => isNickname() && showBar(host, field));
  field.addEventListener('blur', () => {
    hideBar();
    if (isNickname()) host.emitLater('nicknamereview', { pass: true, timeout: false });
  });
}

function showBar(host: Host, field: HTMLInputElement): void {
  hideBar();
  const bar = document.createElement('div');
  const use = document.createElement('button');
  bar.id = BAR_ID;
  use.textContent = `用微信昵称 ${NICKNAME}`;
  // Before the field loses the focus: its blur tells the new value.
  use.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    host.set('value', NICKNAME);
    field.value = NICKNAME;
    field.blur();
  });
  bar.append(use);
  document.body.append(bar);
}

function hideBar(): void {
  document.getElementById(BAR_ID)?.remove();
}
