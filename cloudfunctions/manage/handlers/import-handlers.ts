import type { ImportCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';

/** Cameras that are to come here. */
export const importHandlers = {} as Handlers<keyof ImportCalls>;
