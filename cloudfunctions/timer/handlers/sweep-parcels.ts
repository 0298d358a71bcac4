import { sweepParcels } from '../../core/tools/parcels';
import type { Job } from './job';

/** Takes files away that were laid out to be fetched. */
export const sweepOldParcels: Job = async (services, endAt) => ({ removed: await sweepParcels(services, endAt) });
