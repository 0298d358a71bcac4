import { duringTap } from '../gesture';
import type { Phone } from '../phone';
import { cancelTouches } from '../touch';
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
  cancelColor: string;
  confirmColor: string;
  editable: boolean;
  placeholderText: string;
}

interface ModalAnswer {
  readonly confirm: boolean;
  /** What stands in the field of an editable one, else empty. */
  readonly content: string;
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

/** Resolves with the button pressed. A tap beside the box is none, as on a phone. */
export function showModal({
  title = '',
  content = '',
  showCancel = true,
  editable = false,
  ...options
}: Partial<ModalOptions>): Promise<ModalAnswer> {
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-modal');
    if (title !== '') box.append(make('h2', '', title));
    const field = make('input', '');
    field.value = content;
    field.placeholder = options.placeholderText ?? '';
    box.append(editable ? field : make('p', '', content));
    const buttons = make('footer', '');
    const answer = (text: string, confirm: boolean, color: string): void => {
      const button = make('button', '', text);
      button.style.color = color;
      onPress(button, () => {
        mask.remove();
        resolve({ confirm, content: editable ? field.value : '' });
      });
      buttons.append(button);
    };
    if (showCancel) answer(options.cancelText ?? '', false, options.cancelColor ?? 'inherit');
    answer(options.confirmText ?? '', true, options.confirmColor ?? '#576b95');
    box.append(buttons);
    if (editable) field.focus();
  });
}

interface SheetLook {
  readonly cancelText: string;
  /** An explanation above the items; may be absent. */
  readonly alertText?: string;
  readonly itemColor?: string;
}

/** Resolves with the item's index, or null. */
function showSheet(items: readonly string[], look: SheetLook): Promise<number | null> {
  const { cancelText, alertText = '', itemColor = 'inherit' } = look;
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet');
    const choose = (index: number | null): void => {
      mask.remove();
      resolve(index);
    };
    if (alertText !== '') box.append(make('p', '', alertText));
    for (const [index, text] of [...items, cancelText].entries()) {
      const button = make('button', '', text);
      const isCancel = index === items.length;
      if (!isCancel) button.style.color = itemColor;
      onPress(button, () => choose(isCancel ? null : index));
      box.append(button);
    }
    mask.addEventListener('click', (event) => event.target === mask && choose(null));
  });
}

/** A press on WeChat's own buttons counts as a tap for what the mini-program does upon it. */
function onPress(button: HTMLElement, act: () => void): void {
  button.addEventListener('click', () => duringTap(act));
}

export function openMask(className: string): [HTMLElement, HTMLElement] {
  cancelTouches();
  const mask = make('div', `wx-mask ${className}`);
  const box = make('div', 'wx-box');
  box.role = 'dialog';
  mask.append(box);
  ignoreGhostClick(mask);
  document.body.append(mask);
  return [mask, box];
}

/** The click that a browser sends after the very tap that opened a dialog is not meant for it. */
function ignoreGhostClick(mask: HTMLElement): void {
  let touched = false;
  mask.addEventListener('pointerdown', () => (touched = true), true);
  mask.addEventListener('click', (event) => !touched && event.detail > 0 && event.stopPropagation(), true);
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
