import type { DeviceState } from '../runtime/device';
import type { Hooks } from '../runtime/hooks';
import { showChoice, type Option } from './choice';
import { showFaults } from './faults';
import { showLog } from './log';
import { showMessages } from './messages';
import { showBootstrap, showOpening } from './open';
import { showPlugs } from './plugs';

const CHOICES = {
  openid: [
    { value: 'sandbox-owner', label: '老板' },
    { value: 'sandbox-manager', label: '店长' },
    { value: 'sandbox-staff', label: '店员' },
    { value: 'sandbox-guest', label: '访客' },
    { value: 'sandbox-stranger', label: '陌生人' },
  ],
  width: [
    { value: '375', label: '375' },
    { value: '320', label: '320' },
    { value: '430', label: '430' },
  ],
  theme: [
    { value: 'light', label: '浅色 Light' },
    { value: 'dark', label: '深色 Dark' },
  ],
  language: [
    { value: 'zh_CN', label: '中文' },
    { value: 'en', label: 'English' },
  ],
  type: [
    { value: '1', label: '标准字号 1×' },
    { value: '1.4', label: '大字号 1.4×' },
  ],
  network: [
    { value: 'wifi', label: 'Wi-Fi' },
    { value: '4g', label: '4G' },
    { value: 'none', label: '断网 None' },
  ],
  visible: [
    { value: 'true', label: '前台 Shown' },
    { value: 'false', label: '后台 Hidden' },
  ],
  microphone: [
    { value: 'authorized', label: '麦克风开 Mic on' },
    { value: 'denied', label: '麦克风关 Mic off' },
  ],
  inCall: [
    { value: 'false', label: '无来电 No call' },
    { value: 'true', label: '通话中 In a call' },
  ],
  subscriptions: [
    { value: 'on', label: '通知开 On' },
    { value: 'off', label: '通知关 Off' },
    { value: 'banned', label: '模板被封 Banned' },
  ],
} as const satisfies Record<string, readonly Option<string>[]>;
type Setting = keyof typeof CHOICES;

const DEFAULTS: Readonly<Record<Setting, string>> = {
  openid: 'sandbox-manager',
  width: '375',
  theme: 'light',
  language: 'zh_CN',
  type: '1',
  network: 'wifi',
  visible: 'true',
  microphone: 'authorized',
  inCall: 'false',
  subscriptions: 'on',
};
const STORED = 'kandian:desk';
/** Settings that a running phone takes over; the others need it to start anew. */
const IN_QUERY: readonly Setting[] = ['openid', 'theme', 'language', 'type', 'network', 'microphone', 'subscriptions'];

const phone = document.querySelector('iframe');
let settings = { ...DEFAULTS, ...readStored() };

function readStored(): Partial<Record<Setting, string>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    return typeof stored === 'object' && stored !== null ? { ...stored, visible: 'true', inCall: 'false' } : {};
  } catch {
    return {};
  }
}

function start(): void {
  for (const [name, options] of Object.entries(CHOICES) as [Setting, readonly Option<string>[]][]) {
    const known = options.some(({ value }) => value === settings[name]);
    if (!known) settings = { ...settings, [name]: DEFAULTS[name] };
    showChoice(document.querySelector(`[data-choice="${name}"]`), options, settings[name], (value) => set(name, value));
  }
  showFaults(document.querySelector('[data-faults]'));
  showOpening(document.querySelector('[data-open]'), (text) => hooks()?.openFromWechat(text));
  void showBootstrap(document.querySelector('[data-bootstrap]'));
  showPlugs(document.querySelector('[data-plugs]'));
  showMessages(
    document.querySelector('[data-messages]'),
    () => settings.openid,
    (message) => hooks()?.openMessage(message),
  );
  showLog(document.querySelector('.log'));
  resize();
  load('');
}

function set(name: Setting, value: string): void {
  settings = { ...settings, [name]: value };
  localStorage.setItem(STORED, JSON.stringify(settings));
  switch (name) {
    case 'width': {
      resize();
      return;
    }
    case 'theme': {
      change({ theme: value === 'dark' ? 'dark' : 'light' });
      return;
    }
    case 'network': {
      change({ network: value === 'none' || value === '4g' ? value : 'wifi' });
      return;
    }
    case 'visible': {
      change({ visible: value === 'true' });
      return;
    }
    case 'microphone': {
      change({ microphone: value === 'denied' ? 'denied' : 'authorized' });
      return;
    }
    case 'subscriptions': {
      change({ subscriptions: value === 'off' || value === 'banned' ? value : 'on' });
      return;
    }
    case 'inCall': {
      change({ inCall: value === 'true' });
      return;
    }
    case 'openid': {
      load('');
      return;
    }
    case 'language':
    case 'type': {
      load(phone?.contentWindow?.location.hash ?? '');
      return;
    }
  }
}

function change(state: Partial<DeviceState>): void {
  hooks()?.device.set(state);
}

function hooks(): Hooks | undefined {
  const window = phone?.contentWindow as { __kandian?: Hooks } | null | undefined;
  return window?.__kandian;
}

function resize(): void {
  document.documentElement.style.setProperty('--phone-width', `${settings.width}px`);
}

function load(hash: string): void {
  if (phone === null) return;
  const query = new URLSearchParams(IN_QUERY.map((name) => [name, settings[name]]));
  phone.src = `/phone/?${query.toString()}${hash}`;
}

start();
