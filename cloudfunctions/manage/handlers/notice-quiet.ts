import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { assertColleague, toNoticeState } from '../../core/notices/to-state';
import { hoursOfDay } from '../../core/schemas';

export const noticeQuiet: Handler<'notice.quiet'> = {
  input: v.strictObject({ quiet: v.nullable(hoursOfDay) }),
  access: 'members',

  async run({ quiet }, { grants, subscribers, person, settings }) {
    assertColleague(grants);
    return toNoticeState(await subscribers.keepQuiet(person, quiet), settings);
  },
};
