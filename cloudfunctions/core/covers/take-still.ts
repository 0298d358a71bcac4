import type { Database } from '../database';
import type { ChannelDocument } from '../documents';
import type { Drivers } from '../drivers';
import { CallError } from '../errors';
import type { Guard } from '../guard';
import type { Clock, HttpPort } from '../ports';
import type { Settings } from '../settings';
import { countCapture } from './captures';
import { MOST_BYTES } from './picture';

/** The least time between two captures by one device, whichever of its cameras and whoever asks. */
export const CAPTURES_APART_MS = 4_000;
const TIMEOUT_MS = 8_000;

export interface TakingDeps {
  readonly database: Database;
  readonly drivers: Drivers;
  readonly http: HttpPort;
  readonly guard: Guard;
  readonly clock: Pick<Clock, 'now'>;
  readonly settings: Pick<Settings, 'capturesPerDay'>;
}

/** A picture that nobody has looked at yet. */
export interface RawStill {
  readonly bytes: Uint8Array;
  /** Epoch ms. */
  readonly takenAt: number;
}

/** A still of now: the one that the vendor has at hand, or else one that it has the camera take. */
export async function takeStill(deps: TakingDeps, camera: ChannelDocument): Promise<RawStill> {
  const driver = await deps.drivers(camera.accountId);
  if (driver.readThumbnail) {
    const bytes = await driver.readThumbnail(camera.address);
    return { bytes, takenAt: deps.clock.now() };
  }
  const { snapshots } = driver;
  if (!snapshots) throw new CallError('unsupported', 'the vendor takes no stills');
  const { accountId, address, vendor } = camera;
  await deps.guard(`capture/${accountId}/${address.deviceId}`, 'covers', CAPTURES_APART_MS);
  if (snapshots.countedByDay) {
    const most = deps.settings.capturesPerDay;
    await countCapture(deps.database, { accountId, most, now: deps.clock.now() });
  }
  const { url, takenAt } = await snapshots.take(address);
  return { bytes: await load(deps.http, url, vendor), takenAt };
}

async function load(http: HttpPort, url: string, vendor: string): Promise<Uint8Array> {
  const label = `${vendor} cover`;
  if (!/^https?:\/\//.test(url)) throw new CallError('vendor-protocol', `${label}: unexpected address`, { vendor });
  const request = {
    method: 'GET',
    url,
    label,
    kind: 'read',
    timeoutMs: TIMEOUT_MS,
    maxReplyBytes: MOST_BYTES,
  } as const;
  const { status, body } = await http(request);
  if (status !== 200) throw new CallError('vendor-unavailable', `${label}: HTTP ${status}`, { vendor });
  return body;
}
