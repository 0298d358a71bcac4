import { duringTap } from '../gesture';
import { cancelTouches } from '../touch';

export interface ModalOptions {
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
export function showSheet(items: readonly string[], look: SheetLook): Promise<number | null> {
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
