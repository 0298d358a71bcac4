import { createLimiter } from '../core/limiter';
import { createRouter } from '../core/router';
import { serve } from '../core/serve';
import { createServices, realSurroundings } from '../core/services';
import { vendors } from '../vendors/index';
import { handlers } from './handlers/index';

/** A person scrolls, opens and closes in bursts; whoever makes ten calls a second for long is a program. */
const ALLOWANCE = { burst: 40, everyMs: 100 };

/** The cloud function `monitor`: look and control. */
export const main = serve(() =>
  createRouter({
    handlers,
    services: createServices(realSurroundings(vendors)),
    limiter: createLimiter(ALLOWANCE),
  }),
);
