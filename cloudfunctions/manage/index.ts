import { createLimiter } from '../core/limiter';
import { obeyPlatform } from '../core/people/platform-events';
import { createRouter } from '../core/router';
import { serve } from '../core/serve';
import { createServices, realSurroundings } from '../core/services';
import { vendors } from '../vendors/index';
import { handlers } from './handlers/index';

/** Forms and lists: whoever makes three calls a second for long is a program. */
const ALLOWANCE = { burst: 30, everyMs: 300 };

/** The cloud function `manage`: who may do what, and who did. WeChat tells it what becomes of people, too. */
export const main = serve(() => {
  const services = createServices(realSurroundings(vendors));
  return obeyPlatform(services, createRouter({ handlers, services, limiter: createLimiter(ALLOWANCE) }));
});
