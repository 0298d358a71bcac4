import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { assertColleague, toNoticeState } from '../../core/notices/to-state';
import { areDifferent, key, listOf } from '../../core/schemas';

const kinds = v.pipe(
  listOf(v.picklist(['offline', 'back']), { least: 1, most: 2 }),
  v.check((list) => areDifferent(list)),
);

export const noticeAllow: Handler<'notice.allow'> = {
  input: v.strictObject({ requestKey: key, kinds }),
  access: 'members',

  async run({ requestKey, kinds: allowed }, { grants, subscribers, person, settings }) {
    assertColleague(grants);
    if (settings.templates === null) throw new CallError('unsupported', 'this installation sends no notices');
    return toNoticeState(await subscribers.allow(person, requestKey, allowed), settings);
  },
};
