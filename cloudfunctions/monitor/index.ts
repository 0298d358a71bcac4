import { createLimiter } from '../core/limiter';
import { createRouter } from '../core/router';
import { serve } from '../core/serve';
import { createServices, realSurroundings } from '../core/services';
import { vendors } from '../vendors/index';
import { handlers } from './handlers/index';

/** A person scrolls, opens and closes in bursts; more than five calls a second for long is a program. */
const ALLOWANCE = { burst: 20, everyMs: 200 };

/** The cloud function `monitor`: look and control. */
export const main = serve(() =>
  createRouter({
    handlers,
    services: createServices(realSurroundings(vendors)),
    limiter: createLimiter(ALLOWANCE),
  }),
);
