import type { ElementBehavior, ElementDefinition, Host } from './define';
import { offerNickname } from './nickname';
import { Placeholder } from './placeholder';

const SHARED = {
  value: { type: null, value: '' },
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: null, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  cursor: null,
  cursorSpacing: null,
  cursorColor: String,
  selectionStart: null,
  selectionEnd: null,
  adjustPosition: null,
  holdKeyboard: Boolean,
  alwaysEmbed: Boolean,
} as const;

export const textInputs: readonly ElementDefinition[] = [
  {
    tag: 'input',
    properties: { ...SHARED, type: { type: String, value: 'text' }, password: Boolean },
    create: (host) => createField(host, document.createElement('input')),
  },
  {
    tag: 'textarea',
    properties: {
      ...SHARED,
      autoHeight: Boolean,
      fixed: Boolean,
      showConfirmBar: null,
      disableDefaultPadding: Boolean,
    },
    create: (host) => createField(host, document.createElement('textarea')),
  },
];

type Field = HTMLInputElement | HTMLTextAreaElement;

function createField(host: Host, field: Field): ElementBehavior {
  const placeholder = new Placeholder(host, field);
  host.element.append(placeholder.element, field);
  listen(host, field);
  if (field instanceof HTMLInputElement) offerNickname(host, field);
  return {
    changed(name, value) {
      change(host, field, name, value);
      if (name === 'value' || name.startsWith('placeholder')) placeholder.paint();
    },
    attached() {
      placeholder.paint();
      if (host.flag('focus') || host.flag('autoFocus')) setTimeout(() => field.focus(), 0);
    },
  };
}

function listen(host: Host, field: Field): void {
  let composing = false;
  const typed = (): void => {
    host.set('value', field.value);
    host.emit('input', { value: field.value, cursor: field.selectionStart ?? field.value.length });
    fit(host, field);
  };
  // A phone keyboard reports Chinese text when it is chosen, not letter by letter.
  field.addEventListener('compositionstart', () => {
    composing = true;
  });
  field.addEventListener('compositionend', () => {
    composing = false;
    typed();
  });
  field.addEventListener('input', () => composing || typed());
  field.addEventListener('focus', () => host.emit('focus', { value: field.value, height: 0 }));
  field.addEventListener('blur', () => host.emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 }));
  field.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    if (key !== 'Enter' || composing || field instanceof HTMLTextAreaElement) return;
    host.emit('confirm', { value: field.value });
    if (!host.flag('confirmHold')) field.blur();
  });
}

function change(host: Host, field: Field, name: string, value: unknown): void {
  switch (name) {
    case 'value': {
      const text = host.text('value');
      if (field.value !== text) field.value = text;
      fit(host, field);
      return;
    }
    case 'disabled':
      field.disabled = value === true;
      return;
    case 'maxlength':
      if (Number(value) >= 0) field.maxLength = Number(value);
      else field.removeAttribute('maxlength');
      return;
    case 'focus':
      if (value === true && host.element.isConnected) setTimeout(() => field.focus(), 0);
      return;
    case 'cursor':
      if (isPosition(value)) field.setSelectionRange(value, value);
      return;
    case 'selectionStart':
    case 'selectionEnd': {
      const [start, end] = [host.property('selectionStart'), host.property('selectionEnd')];
      if (isPosition(start) && isPosition(end)) field.setSelectionRange(start, end);
      return;
    }
    case 'ariaLabel':
      field.ariaLabel = String(value);
      return;
    case 'type':
    case 'password':
      if (field instanceof HTMLInputElement) setType(host, field);
  }
}

/** WeChat's default is -1: leave the cursor alone. */
const isPosition = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const KEYBOARDS: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

function setType(host: Host, field: HTMLInputElement): void {
  field.type = host.flag('password') ? 'password' : 'text';
  field.inputMode = KEYBOARDS[host.text('type')] ?? 'text';
}

function fit(host: Host, field: Field): void {
  if (!host.flag('autoHeight')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
