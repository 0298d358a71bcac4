import type { Phone } from '../phone';
import { ApiFailure, asyncApi } from './api';
import { make, showModal, showSheet, type ModalOptions } from './dialog-boxes';

interface ToastOptions {
  title: string;
  icon: string;
  image: string;
  duration: number;
  mask: boolean;
}

interface MiniProgramOptions {
  appId: string;
  path: string;
}

interface SheetOptions {
  alertText: string;
  itemList: readonly string[];
  itemColor: string;
}

const TOAST_MS = 1500;
const MOST_SHEET_ITEMS = 6;
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
      const { confirm, content } = await showModal({
        confirmText: words().ok,
        cancelText: words().cancel,
        ...options,
      });
      return { confirm, cancel: !confirm, ...(options.editable === true && confirm ? { content } : {}) };
    }),
    showActionSheet: asyncApi<SheetOptions>('showActionSheet', async ({ itemList = [], ...options }) => {
      if (itemList.length === 0)
        throw new ApiFailure('parameter error: parameter.itemList should have at least 1 item');
      if (itemList.length > MOST_SHEET_ITEMS)
        throw new ApiFailure(`parameter error: itemList should not be large than ${MOST_SHEET_ITEMS}`);
      const tapIndex = await showSheet(itemList, { ...options, cancelText: words().cancel });
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
