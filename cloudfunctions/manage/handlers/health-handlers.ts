import type { HealthCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';

/** How cameras are. */
export const healthHandlers = {} as Handlers<keyof HealthCalls>;
