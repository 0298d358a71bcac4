import { serve } from '../core/serve';
import { createServices, realSurroundings } from '../core/services';
import { vendors } from '../vendors/index';
import { jobs } from './handlers/index';
import { createTimer } from './run-jobs';

/** The cloud function `timer`: regular work, started by its trigger only. */
export const main = serve(() => createTimer(createServices(realSurroundings(vendors)), jobs));
