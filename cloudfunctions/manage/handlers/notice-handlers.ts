import type { NoticeCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';

/** Who is told of a camera that is gone. */
export const noticeHandlers = {} as Handlers<keyof NoticeCalls>;
