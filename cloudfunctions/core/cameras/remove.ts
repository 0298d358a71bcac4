import type { ChannelDocument } from '../documents';
import { CallError } from '../errors';
import { ignoreGone } from '../ignore-gone';
import type { Services } from '../services';
import { forgetCameras } from './forget-cameras';

type Removing = Pick<Services, 'database' | 'drivers'> & { readonly now: number };

/**
 * Takes a camera out of its account at the vendor, and then away from here: who was cut off in between finds it here
 * still, and the vendor, which does not know it any more, has nothing left to do.
 */
export async function removeCamera({ database, drivers, now }: Removing, camera: ChannelDocument): Promise<void> {
  const { devices } = await drivers(camera.accountId);
  if (!devices) throw new CallError('unsupported', 'the vendor takes no camera out of an account');
  await devices.remove(camera.address).catch(ignoreGone);
  await forgetCameras(database, [camera._id], now);
}
