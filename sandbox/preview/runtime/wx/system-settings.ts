import type { DeviceState } from '../device';
import type { Phone } from '../phone';
import { asyncApi } from './api';
import { showTicks } from './tick-sheet';

/** What the phone's own settings hold for WeChat. */
const ROWS = [
  { key: 'microphone', zh: '麦克风', en: 'Microphone' },
  { key: 'album', zh: '照片', en: 'Photos' },
] as const satisfies readonly { key: keyof DeviceState; zh: string; en: string }[];

/** The phone's page of what WeChat may do: WeChat goes to the background for it, and is not told what was changed. */
export function systemSettingsApis({ device }: Phone) {
  const say = (zh: string, en: string): string => (device.state.language === 'en' ? en : zh);
  const open = async (): Promise<void> => {
    device.set({ visible: false });
    await showTicks({
      title: say('手机设置：微信', 'Phone settings: WeChat'),
      back: say('返回', 'Back'),
      rows: ROWS.map(({ key, zh, en }) => ({
        label: say(zh, en),
        on: device.state[key] === 'authorized',
        change: (on) => device.set({ [key]: on ? 'authorized' : 'denied' }),
      })),
    });
    device.set({ visible: true });
  };
  return {
    openAppAuthorizeSetting: asyncApi('openAppAuthorizeSetting', () => {
      void open();
    }),
  };
}
