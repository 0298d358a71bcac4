import type { CoverCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';

/** Stills that everybody who may see a camera shares. */
export const coverHandlers = {} as Handlers<keyof CoverCalls>;
