import { agreements } from './agreement';
import type { ElementDefinition, Host } from './define';
import { setAttribute } from './define';
import { reportUnimplemented } from '../report';
import { share } from '../sharing';

const box = (tag: string, properties: ElementDefinition['properties'] = {}): ElementDefinition => ({ tag, properties });

/** Elements that are what their children and styles make of them. */
export const boxes: readonly ElementDefinition[] = [
  box('view'),
  box('cover-view'),
  {
    tag: 'page-meta',
    properties: { pageStyle: String },
    create: (host) => {
      const apply = (): void => host.element.closest('wx-page')?.setAttribute('style', host.text('pageStyle'));
      return { attached: apply, changed: apply };
    },
  },
  box('root-portal', { enable: { type: Boolean, value: true } }),
  {
    tag: 'text',
    properties: { userSelect: Boolean, selectable: Boolean, decode: Boolean },
    create: (host) => ({
      changed(name, value) {
        if (name === 'userSelect' || name === 'selectable')
          host.element.classList.toggle('is-selectable', value === true);
      },
    }),
  },
  {
    tag: 'icon',
    properties: { type: String, size: { type: null, value: 23 }, color: String },
    create: ({ element }) => ({
      changed(name, value) {
        if (name === 'type') element.textContent = ICONS[String(value)] ?? '•';
        if (name === 'size') element.style.fontSize = typeof value === 'number' ? `${value}px` : String(value);
        if (name === 'color') element.style.color = String(value);
      },
    }),
  },
  {
    tag: 'progress',
    properties: {
      percent: Number,
      strokeWidth: { type: null, value: 6 },
      activeColor: String,
      backgroundColor: String,
    },
    create({ element }) {
      const bar = document.createElement('i');
      element.append(bar);
      return {
        changed(name, value) {
          if (name === 'percent') bar.style.width = `${Number(value)}%`;
          if (name === 'strokeWidth') element.style.height = typeof value === 'number' ? `${value}px` : String(value);
          if (name === 'activeColor') bar.style.background = String(value);
          if (name === 'backgroundColor') element.style.background = String(value);
        },
      };
    },
  },
  {
    tag: 'button',
    properties: {
      type: String,
      size: String,
      plain: Boolean,
      disabled: Boolean,
      loading: Boolean,
      formType: String,
      openType: String,
      lang: String,
      sessionFrom: String,
      sendMessageTitle: String,
      sendMessagePath: String,
      sendMessageImg: String,
      showMessageCard: Boolean,
      appParameter: String,
      businessId: null,
    },
    create: (host, phone) => {
      host.element.role = 'button';
      host.element.tabIndex = 0;
      host.listen('tap', () => {
        if (host.flag('disabled')) return;
        const [form, open] = [host.text('formType'), host.text('openType')];
        if (form !== '') host.element.dispatchEvent(new CustomEvent(`wx-form-${form}`, { bubbles: true }));
        if (open === 'agreePrivacyAuthorization') agree(host);
        else if (open === 'share') {
          void share(phone, { from: 'button', target: { id: host.id, dataset: host.dataset } });
        } else if (open !== '') reportUnimplemented(`open-type ${open} of <button>`);
      });
      return {
        changed(name, value) {
          if (['type', 'size', 'plain', 'disabled', 'loading'].includes(name)) setAttribute(host.element, name, value);
          if (name === 'disabled') host.element.ariaDisabled = String(value === true);
        },
      };
    },
  },
  {
    tag: 'label',
    properties: { for: String },
    create: (host) => {
      host.listen('tap', () => {
        const id = host.text('for');
        const scope = host.element.closest('.page-window');
        const target = id === '' ? host.element : scope?.querySelector(`[id$="${CSS.escape(id)}"]`);
        target?.querySelector<HTMLElement>('input, textarea')?.click();
      });
      return {};
    },
  },
  {
    tag: 'navigator',
    properties: { url: String, openType: { type: String, value: 'navigate' }, delta: { type: Number, value: 1 } },
    create: (host, { stack, leaving }) => {
      host.element.role = 'link';
      host.element.tabIndex = 0;
      host.listen('tap', () => follow(host.text('openType'), host.text('url'), host.number('delta')));
      const follow = (openType: string, url: string, delta: number): void => {
        if (openType === 'navigateBack') void leaving.goBack(delta);
        else if (openType === 'navigate') stack.navigateTo(url);
        else if (openType === 'redirect') stack.redirectTo(url);
        else if (openType === 'switchTab') stack.switchTab(url);
        else if (openType === 'reLaunch') stack.reLaunch(url);
      };
      return {};
    },
  },
];

function agree(host: Host): void {
  agreements.press(host.id);
  host.emit('agreeprivacyauthorization', {});
}

const ICONS: Readonly<Record<string, string>> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'ⓘ',
  warn: '⚠',
  waiting: '◔',
  cancel: '✕',
  clear: '⊗',
  search: '⌕',
  download: '↓',
};
