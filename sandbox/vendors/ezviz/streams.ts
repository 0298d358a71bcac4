import {
  firstStretch,
  watch,
  watchRecorded,
  watchStretch,
  type SimContext,
  type StreamAnswer,
  type StreamRequest,
} from '../simulator';
import { localFiles } from './archive';
import type { Camera } from './camera';
import type { CloudStorage } from './cloud-storage';
import type { Devices } from './devices';
import { parseDigits } from './fields';
import type { Seals } from './seals';

const ADDRESS = /^\/v3\/(openlive|openpb)\/([A-Z0-9]{9})_(\d{1,3})_[12](?:\.m3u8|\.flv)?$/;

const FORBIDDEN: StreamAnswer = { kind: 'refused', reason: 'forbidden' };
const MISSING: StreamAnswer = { kind: 'refused', reason: 'not-found' };

interface StreamsDeps {
  readonly context: SimContext;
  readonly devices: Devices;
  readonly storage: CloudStorage;
  readonly seals: Seals;
  /** `serial_channel_id` of each address that was revoked. */
  readonly revoked: ReadonlySet<string>;
}

/** Decides about each pull: who holds a good address sees the camera, now or as it was. */
export function createStreams({ context, devices, storage, seals, revoked }: StreamsDeps) {
  /** What there is from the first recorded instant to the next gap. */
  const replay = (camera: Camera, params: URLSearchParams): StreamAnswer => {
    const { demo } = camera;
    const span = { from: fromDigits(params.get('begin')), to: fromDigits(params.get('end')) };
    const speed = Number(params.get('speed') ?? 1);
    if (params.get('rec') === 'local') {
      const isThere = localFiles(camera, span, context.now()).length > 0;
      return isThere ? watchRecorded(demo, span, { ...context, speed }) : MISSING;
    }
    const stretch = firstStretch(storage.files(camera, span), span);
    return stretch ? watchStretch(demo, stretch, { place: 'cloud', speed }) : MISSING;
  };

  return ({ path, query }: StreamRequest): StreamAnswer => {
    const [, kind, serial = '', channel = ''] = ADDRESS.exec(path) ?? [];
    if (kind === undefined) return MISSING;
    const params = new URLSearchParams(query);
    const subject = `${serial}_${channel}`;
    const id = params.get('id') ?? '';
    if (seals.check(subject, params) !== 'good' || revoked.has(`${subject}_${id}`)) return FORBIDDEN;
    const camera = devices.lookUp(serial, channel);
    if (!camera) return MISSING;
    if (camera.encrypted) return FORBIDDEN;
    if (kind === 'openlive') {
      const quality = id.endsWith('1') ? 'main' : 'sub';
      return watch({ camera: camera.demo, look: camera.look, quality }, context);
    }
    return replay(camera, params);
  };
}

/** `yyyyMMddHHmmss` of an address that was made here, so it is well formed. */
const fromDigits = (text: string | null): number => parseDigits(text ?? '') ?? NaN;
