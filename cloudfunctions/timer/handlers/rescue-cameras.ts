import type { SteeringDocument } from '../../core/ptz/documents';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import type { Job } from './job';

const AT_ONCE = 8;

/** Stops the cameras whose hold is over and whose instance died before it could say so. */
export const rescueCameras: Job = async ({ steerings, pilot, drivers, clock, log }) => {
  async function rescue(steering: SteeringDocument): Promise<boolean> {
    try {
      return await pilot.rescue(steering, async () => (await drivers(steering.accountId)).ptz);
    } catch (error) {
      log({ event: 'fault', action: 'ptz.rescue', ...errorFields(error) });
      return false;
    }
  }

  const rescued = await inParallel(await steerings.due(clock.now()), AT_ONCE, rescue);
  return { channels: rescued.filter(Boolean).length };
};
