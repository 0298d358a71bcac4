import type { Phone } from '../phone';
import { hold, letGo } from '../holdings';
import { reported } from '../report';
import { Signal } from '../signal';
import { asyncApi } from './api';

type Listener<T> = (value: T) => void;

/** `onX` and `offX` over one signal; `offX()` without a listener removes all. */
function pair<T>(signal: Signal<T>, name: string) {
  const keys = new Map<Listener<T>, symbol>();
  const on = (listener: Listener<T>): void => {
    const key = keys.get(listener) ?? Symbol(name);
    keys.set(listener, key);
    hold(key, 'listener', `wx.on${name}`);
    signal.add(listener);
  };
  const remove = (listener: Listener<T>): void => {
    letGo(keys.get(listener));
    keys.delete(listener);
    signal.remove(listener);
  };
  const off = (listener?: Listener<T>): void => {
    for (const one of listener === undefined ? [...keys.keys()] : [listener]) remove(one);
  };
  return { on, off };
}

export interface AppSignals {
  readonly show: Signal<LaunchOptions>;
  readonly hide: Signal<undefined>;
}

export interface LaunchOptions {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly scene: number;
  readonly referrerInfo: Readonly<Record<string, never>>;
}

export function eventApis({ device, themes, entries }: Phone, app: AppSignals) {
  const network = new Signal<{ isConnected: boolean; networkType: string }>();
  const theme = new Signal<{ theme: string }>();
  const error = new Signal<string>();
  const rejection = new Signal<{ reason: unknown; promise: Promise<unknown> }>();
  const resize = new Signal<object>();
  const memory = new Signal<{ level: number }>();
  const interrupted = new Signal<undefined>();
  const freed = new Signal<undefined>();
  let shown = themes.current;

  device.onChange('network', (networkType) => network.emit({ isConnected: networkType !== 'none', networkType }));
  device.onChange('inCall', (inCall) => (inCall ? interrupted : freed).emit(undefined));
  device.onChange('theme', () => {
    if (themes.current !== shown) theme.emit({ theme: (shown = themes.current) });
  });
  reported.add((report) => report.kind === 'error' && error.emit(report.stack));
  window.addEventListener('unhandledrejection', ({ reason, promise }) => rejection.emit({ reason, promise }));
  window.addEventListener('resize', () =>
    resize.emit({ size: { windowWidth: window.innerWidth, windowHeight: window.innerHeight } }),
  );

  const onNetwork = pair(network, 'NetworkStatusChange');
  const onTheme = pair(theme, 'ThemeChange');
  const onError = pair(error, 'Error');
  const onRejection = pair(rejection, 'UnhandledRejection');
  const onShow = pair(app.show, 'AppShow');
  const onHide = pair(app.hide, 'AppHide');
  const onResize = pair(resize, 'WindowResize');
  const onMemory = pair(memory, 'MemoryWarning');
  const onInterrupted = pair(interrupted, 'AudioInterruptionBegin');
  const onFreed = pair(freed, 'AudioInterruptionEnd');
  return {
    getNetworkType: asyncApi('getNetworkType', () => ({ networkType: device.state.network, weakNet: false })),
    onNetworkStatusChange: onNetwork.on,
    offNetworkStatusChange: onNetwork.off,
    onThemeChange: onTheme.on,
    offThemeChange: onTheme.off,
    onError: onError.on,
    offError: onError.off,
    onUnhandledRejection: onRejection.on,
    offUnhandledRejection: onRejection.off,
    onAppShow: onShow.on,
    offAppShow: onShow.off,
    onAppHide: onHide.on,
    offAppHide: onHide.off,
    onWindowResize: onResize.on,
    offWindowResize: onResize.off,
    onMemoryWarning: onMemory.on, // a browser tells no page that memory runs short
    offMemoryWarning: onMemory.off,
    onAudioInterruptionBegin: onInterrupted.on,
    offAudioInterruptionBegin: onInterrupted.off,
    onAudioInterruptionEnd: onFreed.on,
    offAudioInterruptionEnd: onFreed.off,
    getLaunchOptionsSync: () => entries.launch,
    getEnterOptionsSync: () => entries.current,
  };
}
