import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { assertColleague, toNoticeState } from '../../core/notices/to-state';

export const noticeRead: Handler<'notice.read'> = {
  input: v.strictObject({}),
  access: 'members',

  async run(_, { grants, subscribers, person, settings }) {
    assertColleague(grants);
    return toNoticeState(await subscribers.find(person), settings);
  },
};
