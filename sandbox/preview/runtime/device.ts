import { Signal } from './signal';

export type Theme = 'light' | 'dark';
/** As `wx.getNetworkType` names them. */
export type NetworkType = 'wifi' | '4g' | 'none';
export type Language = 'zh_CN' | 'en';
/** As `wx.getAppAuthorizeSetting` names them. */
export type SystemPermission = 'authorized' | 'denied' | 'not determined';
/** Whether the person has agreed to how the mini-program treats what is personal, and whether it has said how. */
export type PrivacyState = 'agreed' | 'needed' | 'undeclared';

/** Whether WeChat may send this mini-program's messages; `banned` when WeChat itself has forbidden the templates. */
export type SubscriptionState = 'on' | 'off' | 'banned';

/** The phone around the mini-program. Everything the desk panel can switch. */
export interface DeviceState {
  readonly theme: Theme;
  readonly network: NetworkType;
  readonly language: Language;
  /** False while WeChat is in the background. */
  readonly visible: boolean;
  /** WeChat's text size setting, 1 the normal one. A mini-program is told and has to follow by itself. */
  readonly typeScale: number;
  readonly microphone: SystemPermission;
  /** Whether the system lets WeChat write to the album. */
  readonly album: SystemPermission;
  readonly privacy: PrivacyState;
  readonly subscriptions: SubscriptionState;
  /** True while a telephone call has the microphone and the loudspeaker. */
  readonly inCall: boolean;
  /** The switch at an iPhone's side. */
  readonly silenced: boolean;
  /** Whether WeChat has granted this mini-program the live-player at all. */
  readonly livePlayerAllowed: boolean;
}

const PERMISSIONS: readonly SystemPermission[] = ['authorized', 'denied', 'not determined'];

export interface DeviceChange {
  readonly before: DeviceState;
  readonly now: DeviceState;
}

/** The simulated phone. Its settings come from the page's query, so that a reload keeps them. */
export class Device {
  readonly changed = new Signal<DeviceChange>();
  /** Who the cloud believes to be calling. */
  readonly openid: string;
  private current: DeviceState;

  constructor(query: URLSearchParams) {
    this.openid = query.get('openid') ?? 'sandbox-manager';
    this.current = {
      theme: pick(query.get('theme'), ['light', 'dark'], prefersDark() ? 'dark' : 'light'),
      network: pick(query.get('network'), ['wifi', '4g', 'none'], 'wifi'),
      language: pick(query.get('language'), ['zh_CN', 'en'], 'zh_CN'),
      visible: true,
      typeScale: Number(query.get('type') ?? '1') || 1,
      microphone: pick(query.get('microphone'), PERMISSIONS, 'authorized'),
      album: pick(query.get('album'), PERMISSIONS, 'authorized'),
      privacy: pick(query.get('privacy'), ['agreed', 'needed', 'undeclared'], 'agreed'),
      subscriptions: pick(query.get('subscriptions'), ['on', 'off', 'banned'], 'on'),
      inCall: false,
      silenced: false,
      livePlayerAllowed: query.get('live-player') !== 'denied',
    };
  }

  get state(): DeviceState {
    return this.current;
  }

  set(change: Partial<DeviceState>): void {
    const before = this.current;
    this.current = { ...before, ...change };
    this.changed.emit({ before, now: this.current });
  }

  /** Calls back when one setting becomes another; returns the way to stop. */
  onChange<K extends keyof DeviceState>(key: K, listener: (value: DeviceState[K]) => void): () => void {
    return this.changed.add(({ before, now }) => {
      if (before[key] !== now[key]) listener(now[key]);
    });
  }
}

const prefersDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;

function pick<T extends string>(value: string | null, allowed: readonly T[], otherwise: T): T {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}
