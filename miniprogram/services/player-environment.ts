/** What a diagnosis says of the phone, and whether RTC mode can work on it. */
export interface PlayerEnvironment {
  readonly phone: string;
  readonly system: string;
  readonly wechat: string;
  readonly library: string;
  readonly microphone: 'authorized' | 'denied' | 'not determined' | 'unknown';
}

/** Reads it from WeChat; whatever this version of it lacks is `unknown` or empty. */
export function readEnvironment(): PlayerEnvironment {
  const {
    model = '',
    brand = '',
    system = '',
  } = attempt<Partial<WechatMiniprogram.DeviceInfo>>(() => wx.getDeviceInfo());
  const { version = '', SDKVersion = '' } = attempt<Partial<WechatMiniprogram.AppBaseInfo>>(() => wx.getAppBaseInfo());
  const { microphoneAuthorized = 'unknown' } = attempt<{ microphoneAuthorized?: string }>(() =>
    wx.getAppAuthorizeSetting(),
  );
  return {
    phone: `${brand} ${model}`.trim(),
    system,
    wechat: version,
    library: SDKVersion,
    microphone: isMicrophone(microphoneAuthorized) ? microphoneAuthorized : 'unknown',
  };
}

/** Base libraries before 2.20.1 lack these functions. */
function attempt<T extends object>(read: () => T): T | Record<string, never> {
  try {
    return read();
  } catch {
    return {};
  }
}

function isMicrophone(value: string): value is PlayerEnvironment['microphone'] {
  return value === 'authorized' || value === 'denied' || value === 'not determined';
}

/** A clerk who watches does not touch the screen; it must not go dark meanwhile. Ends with the app at the latest. */
export function keepScreenOn(on: boolean): void {
  wx.setKeepScreenOn({ keepScreenOn: on, fail: () => undefined });
}
