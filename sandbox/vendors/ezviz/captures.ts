import { takeStill, type SimContext } from '../simulator';
import type { Camera } from './camera';
import { Refusal, type Success } from './codes';
import { checkSupport, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import { localDay, type Fields } from './fields';
import type { Files, ServedFile } from './files';

const PICTURE_LIFE_MS = 2 * 3_600_000;
/** The guide: at least four seconds between two pictures of one camera. */
const PAUSE_MS = 4_000;
/** The vendor publishes no number; this is ours. */
export const PICTURES_A_DAY = 200;

/** `serial_channel_instant`, and an `m` when the lens was masked. */
const NAME = /^([A-Z0-9]{9})_(\d{1,3})_(\d{13})(m?)\.jpg$/;

/** Pictures on demand. None is kept: what a camera saw follows from the instant. */
export function createCaptures(context: SimContext, devices: Devices, files: () => Files) {
  const lastTaken = new Map<Camera, number>();
  let today = { day: 0, count: 0 };

  const capture = (fields: Fields): Success => {
    fields.text('channelNo');
    const camera = devices.findOnline(fields);
    checkSupport(camera, 'support_capture');
    const now = context.now();
    if (now < (lastTaken.get(camera) ?? -Infinity) + PAUSE_MS) throw new Refusal('20008');
    if (today.day !== localDay(now)) today = { day: localDay(now), count: 0 };
    if (today.count >= PICTURES_A_DAY) throw new Refusal('10028');
    today.count++;
    lastTaken.set(camera, now);
    const { serial, channel } = camera.demo;
    const name = `${serial}_${channel}_${String(now)}${camera.isMasked() ? 'm' : ''}.jpg`;
    return { data: { picUrl: files().addressOf('pictures', name, PICTURE_LIFE_MS) } };
  };

  const open = (name: string): ServedFile | null => {
    const [, serial = '', channel = '', instant = '', masked = ''] = NAME.exec(name) ?? [];
    const camera = devices.lookUp(serial, channel);
    if (!camera) return null;
    const body = takeStill({ ...camera.demo, trait: masked === 'm' ? 'masked' : 'normal' }, Number(instant));
    return { type: 'image/jpeg', body };
  };

  const endpoints: Endpoints = { '/api/lapp/device/capture': { access: 'CAPTURE', run: capture } };
  return { endpoints, open };
}
