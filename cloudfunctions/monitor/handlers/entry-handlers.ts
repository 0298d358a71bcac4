import type { EntryCalls } from '../../../typings/contract/people';
import type { Handlers } from '../../core/handler';

/** What begins with a code, and what keeps a watching known. */
export const entryHandlers = {} as Handlers<keyof EntryCalls>;
