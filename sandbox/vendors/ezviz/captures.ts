import { takeStill, type Look, type SimContext } from '../simulator';
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

interface Taken {
  readonly camera: Camera;
  readonly instant: number;
  readonly look: Look;
}

/** Pictures on demand. None is kept: what a camera saw follows from the instant and from how it stood. */
export function createCaptures(context: SimContext, devices: Devices, files: () => Files) {
  const lastTaken = new Map<Camera, number>();
  const pictures = new Map<string, Taken>();
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
    const name = `${serial}_${channel}_${String(now)}.jpg`;
    pictures.set(name, { camera, instant: now, look: camera.look(now) });
    context.after(PICTURE_LIFE_MS, () => void pictures.delete(name));
    return { data: { picUrl: files().addressOf('pictures', name, PICTURE_LIFE_MS) } };
  };

  const open = (name: string): ServedFile | null => {
    const taken = pictures.get(name);
    return taken ? { type: 'image/jpeg', body: takeStill(taken.camera.demo, taken.look, taken.instant) } : null;
  };

  const endpoints: Endpoints = { '/api/lapp/device/capture': { access: 'CAPTURE', run: capture } };
  return { endpoints, open };
}
