import type { Phone } from '../phone';
import { capsuleOf, readGeometry } from '../pages/geometry';
import { asyncApi } from './api';

const SDK_VERSION = '3.8.0';

export function systemApis(phone: Phone) {
  const all = () => ({ ...windowInfo(phone), ...deviceInfo(), ...appBaseInfo(phone), ...systemSetting() });
  return {
    getWindowInfo: () => windowInfo(phone),
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: () => appBaseInfo(phone),
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: () => ({
      microphoneAuthorized: phone.device.state.microphone,
      cameraAuthorized: 'not determined',
      albumAuthorized: phone.device.state.album,
      notificationAuthorized: 'not determined',
      locationAuthorized: 'not determined',
      bluetoothAuthorized: 'not determined',
      locationReducedAccuracy: false,
    }),
    getSystemInfoSync: all,
    getSystemInfo: asyncApi('getSystemInfo', all),
    getSystemInfoAsync: asyncApi('getSystemInfoAsync', all),
    getMenuButtonBoundingClientRect: () => capsuleOf(readGeometry()),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' },
      plugin: {},
    }),
    setKeepScreenOn: asyncApi('setKeepScreenOn', () => undefined), // a desktop's screen is not ours to keep on
  };
}

function windowInfo({ stack }: Phone) {
  const { width, height, statusBar, navigationBar, tabBar, safeBottom } = readGeometry();
  const page = stack.all.at(-1);
  const custom = page?.look.custom === true;
  const tabs = page !== undefined && stack.isTab(page.route) && stack.all.length === 1;
  const top = custom ? 0 : statusBar + navigationBar;
  const bottom = height - safeBottom;
  return {
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: height - top - (tabs ? tabBar + safeBottom : 0),
    statusBarHeight: statusBar,
    screenTop: top,
    safeArea: { left: 0, right: width, top: statusBar, bottom, width, height: bottom - statusBar },
  };
}

const deviceInfo = () => ({
  abi: 'x86_64',
  benchmarkLevel: -1,
  brand: 'preview',
  model: 'preview',
  system: 'preview',
  platform: 'preview',
  cpuType: 'unknown',
  memorySize: '0',
});

const appBaseInfo = ({ device, themes }: Phone) => ({
  SDKVersion: SDK_VERSION,
  enableDebug: false,
  host: { appId: '', env: 'preview' },
  language: device.state.language,
  version: '8.0.50',
  theme: themes.current,
  fontSizeScaleFactor: device.state.typeScale,
  fontSizeSetting: 16 * device.state.typeScale,
});

const systemSetting = () => ({
  bluetoothEnabled: false,
  locationEnabled: false,
  wifiEnabled: true,
  deviceOrientation: window.innerWidth > window.innerHeight ? 'landscape' : 'portrait',
});
