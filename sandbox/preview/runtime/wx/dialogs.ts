import type { Phone } from '../phone';
import { reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from './api';

interface ToastOptions {
  title: string;
  icon: string;
  image: string;
  duration: number;
  mask: boolean;
}

interface ModalOptions {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  confirmText: string;
  confirmColor: string;
  editable: boolean;
}

interface MiniProgramOptions {
  appId: string;
  path: string;
}

interface SheetOptions {
  alertText: string;
  itemList: readonly string[];
}

const TOAST_MS = 1500;
const ICONS: Readonly<Record<string, string>> = { success: '✓', error: '!', loading: '' };

/** WeChat's own dialogs, drawn over the page. */
export function dialogApis({ device }: Phone) {
  const toast = new Toast();
  const english = (): boolean => device.state.language === 'en';
  const words = () => (english() ? { ok: 'OK', cancel: 'Cancel' } : { ok: '确定', cancel: '取消' });
  return {
    showToast: asyncApi<ToastOptions>('showToast', ({ title = '', icon = 'success', duration = TOAST_MS }) => {
      toast.show(title, icon, duration);
    }),
    showLoading: asyncApi<ToastOptions>('showLoading', ({ title = '' }) => {
      toast.show(title, 'loading', null);
    }),
    hideToast: asyncApi('hideToast', () => {
      toast.hide();
    }),
    hideLoading: asyncApi('hideLoading', () => {
      toast.hide();
    }),
    showModal: asyncApi<ModalOptions>('showModal', async (options) => {
      if (options.editable === true) throw new ApiFailure(reportUnimplemented('editable of wx.showModal'));
      const confirm = await showModal({ confirmText: words().ok, cancelText: words().cancel, ...options });
      return { confirm, cancel: !confirm };
    }),
    showActionSheet: asyncApi<SheetOptions>('showActionSheet', async ({ itemList = [], alertText = '' }) => {
      const tapIndex = await showSheet([alertText, ...itemList], words().cancel);
      if (tapIndex === null) throw new ApiFailure('cancel');
      return { tapIndex };
    }),
    // Only the id is named: the path may hold a token.
    navigateToMiniProgram: asyncApi<MiniProgramOptions>('navigateToMiniProgram', async ({ appId }) => {
      if (typeof appId !== 'string') throw new ApiFailure('parameter error: parameter.appId should be String');
      const content = english() ? 'The preview cannot open another mini-program: ' : '预览打不开别的小程序：';
      await showModal({ content: `${content}${appId}`, showCancel: false, confirmText: words().ok });
      throw new ApiFailure('cancel');
    }),
  };
}

class Toast {
  private element: HTMLElement | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(title: string, icon: string, durationMs: number | null): void {
    this.hide();
    const element = make('div', `wx-toast is-${icon}`);
    element.role = 'status';
    if (icon in ICONS) element.append(make('i', 'wx-toast-icon', ICONS[icon]));
    element.append(make('span', 'wx-toast-text', title));
    document.body.append(element);
    this.element = element;
    if (durationMs !== null) this.timer = setTimeout(() => this.hide(), durationMs);
  }

  hide(): void {
    clearTimeout(this.timer);
    this.element?.remove();
    this.element = null;
  }
}

function showModal({
  title = '',
  content = '',
  showCancel = true,
  ...options
}: Partial<ModalOptions>): Promise<boolean> {
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-modal');
    if (title !== '') box.append(make('h2', '', title));
    box.append(make('p', '', content));
    const buttons = make('footer', '');
    const answer = (text: string, value: boolean, color: string): void => {
      const button = make('button', '', text);
      button.style.color = color;
      button.addEventListener('click', () => {
        mask.remove();
        resolve(value);
      });
      buttons.append(button);
    };
    if (showCancel) answer(options.cancelText ?? '', false, 'inherit');
    answer(options.confirmText ?? '', true, options.confirmColor ?? '#576b95');
    box.append(buttons);
  });
}

/** The first line is an explanation and may be empty. Resolves with the item's index, or null. */
function showSheet([alertText = '', ...items]: readonly string[], cancelText: string): Promise<number | null> {
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet');
    const choose = (index: number | null): void => {
      mask.remove();
      resolve(index);
    };
    if (alertText !== '') box.append(make('p', '', alertText));
    for (const [index, text] of [...items, cancelText].entries()) {
      const button = make('button', '', text);
      button.addEventListener('click', () => choose(index === items.length ? null : index));
      box.append(button);
    }
    mask.addEventListener('click', (event) => event.target === mask && choose(null));
  });
}

export function openMask(className: string): [HTMLElement, HTMLElement] {
  const mask = make('div', `wx-mask ${className}`);
  const box = make('div', 'wx-box');
  box.role = 'dialog';
  mask.append(box);
  document.body.append(mask);
  return [mask, box];
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
