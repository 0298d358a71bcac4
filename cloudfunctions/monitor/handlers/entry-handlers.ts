import type { EntryCalls } from '../../../typings/contract/codes';
import type { Handlers } from '../../core/handler';
import { entryLook } from './entry-look';
import { shareOpen } from './share-open';
import { watchingBeat } from './watching-beat';

/** What begins with a code, and what keeps a watching known. */
export const entryHandlers: Handlers<keyof EntryCalls> = {
  'entry.look': entryLook,
  'share.open': shareOpen,
  'watching.beat': watchingBeat,
};
