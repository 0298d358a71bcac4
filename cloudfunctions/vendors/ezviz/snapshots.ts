import * as v from 'valibot';
import type { Snapshots } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import { createMemory } from '../../core/memory';
import type { Clock } from '../../core/ports';
import type { EzvizClient } from './client';
import { channelFields } from './wire';

/** The guide's least time between two pictures of one camera, and how long a picture can be fetched. */
const PAUSE_MS = 4000;
const LIFE_MS = 2 * 3600 * 1000;
/** A device has to answer, and some take long. */
const TIMEOUT_MS = 10_000;
const MOST_CAMERAS = 2000;

const captureReply = v.looseObject({ picUrl: v.pipe(v.string(), v.url()) });

/** Pictures on demand. The vendor counts them by the day, so one that it would refuse is not asked for. */
export function createSnapshots({ commandData }: EzvizClient, clock: Clock): Snapshots {
  const taken = createMemory<number>(clock, PAUSE_MS, MOST_CAMERAS);
  return {
    countedByDay: true,
    async take(address) {
      const camera = `${address.deviceId}:${address.channelId}`;
      const last = taken.get(camera);
      if (last !== undefined) {
        throw new CallError('rate-limited', 'ezviz device/capture: a picture was just taken', {
          vendor: 'ezviz',
          retryAt: last + PAUSE_MS,
        });
      }
      const takenAt = clock.now();
      taken.put(camera, takenAt);
      const reply = { schema: captureReply, timeoutMs: TIMEOUT_MS };
      const { picUrl } = await commandData('device/capture', channelFields(address), reply);
      return { name: nameOf(picUrl), takenAt, bytes: null, url: picUrl, expiresAt: takenAt + LIFE_MS };
    },
  };
}

const nameOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';
