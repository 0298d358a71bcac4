import type { EntryCalls } from '../../../typings/contract/people';
import type { Handlers } from '../../core/handler';
import { watchingBeat } from './watching-beat';

/** What begins with a code, and what keeps a watching known. */
export const entryHandlers = { 'watching.beat': watchingBeat } as Handlers<keyof EntryCalls>;
