import type { NoticeState } from '../../../typings/contract/health';
import type { Grant } from '../documents';
import { mayNot } from '../people/refusals';
import type { Settings } from '../settings';
import type { SubscriberDocument } from './documents';
import { quietOf } from './subscribers';

/** What somebody's phone may know of what they will be told; of who has allowed nothing yet there is no document. */
export function toNoticeState(
  subscriber: SubscriberDocument | null,
  { templates, noticeAfterMs }: Pick<Settings, 'templates' | 'noticeAfterMs'>,
): NoticeState {
  return {
    templates: templates && { offline: templates.offline.template, back: templates.back.template },
    left: { offline: subscriber?.offline ?? 0, back: subscriber?.back ?? 0 },
    quiet: subscriber && quietOf(subscriber),
    afterMs: noticeAfterMs,
  };
}

/** Whether somebody is more than a guest, at whatever hour. */
export const isColleague = (grants: readonly Pick<Grant, 'role'>[]): boolean =>
  grants.some(({ role }) => role !== 'guest');

/** Guests are told nothing. */
export function assertColleague(grants: readonly Pick<Grant, 'role'>[]): void {
  if (!isColleague(grants)) throw mayNot();
}
