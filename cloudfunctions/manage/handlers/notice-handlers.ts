import type { NoticeCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';
import { noticeAllow } from './notice-allow';
import { noticeQuiet } from './notice-quiet';
import { noticeRead } from './notice-read';

/** Who is told of a camera that is gone. */
export const noticeHandlers: Handlers<keyof NoticeCalls> = {
  'notice.read': noticeRead,
  'notice.allow': noticeAllow,
  'notice.quiet': noticeQuiet,
};
