import type { StoreCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';

/** Stores, and the cameras in them. */
export const storeHandlers = {} as Handlers<keyof StoreCalls>;
