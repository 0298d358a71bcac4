import { createLimiter } from '../core/limiter';
import { createRouter } from '../core/router';
import { serve } from '../core/serve';
import { createServices, realSurroundings } from '../core/services';
import { vendors } from '../vendors/index';
import { handlers } from './handlers/index';

/** Forms and lists: whoever makes three calls a second for long is a program. */
const ALLOWANCE = { burst: 30, everyMs: 300 };

/** The cloud function `manage`: who may do what, and who did. */
export const main = serve(() =>
  createRouter({
    handlers,
    services: createServices(realSurroundings(vendors)),
    limiter: createLimiter(ALLOWANCE),
  }),
);
