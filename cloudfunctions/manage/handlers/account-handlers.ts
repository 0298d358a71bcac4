import type { AccountCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';

/** Accounts at the vendors. */
export const accountHandlers = {} as Handlers<keyof AccountCalls>;
