import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { offered } from './doing';
import { id } from '../../core/schemas';

/** Messages that lie ready at the vendor. */
export const phraseList: Handler<'phrase.list'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { channel, driver } = await context.reach(channelId, 'talk');
    const known = await context.phrases(channel.accountId, offered(driver.talk, 'talk'));
    return { phrases: known.map(({ id: phraseId, place, phrase }) => ({ id: phraseId, place, ...phrase })) };
  },
};
