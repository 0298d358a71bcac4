import type { CoverCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';
import { coverList } from './cover-list';
import { coverRefresh } from './cover-refresh';

/** Stills that everybody who may see a camera shares. */
export const coverHandlers: Handlers<keyof CoverCalls> = {
  'cover.list': coverList,
  'cover.refresh': coverRefresh,
};
