import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, key } from '../../core/schemas';

/** Plays a message that lies ready. Phones name it by our own id: no address of theirs goes to the vendor. */
export const phrasePlay: Handler<'phrase.play'> = {
  input: v.strictObject({ channelId: id, id, requestKey: key }),
  access: 'members',

  async run({ channelId, id: phraseId, requestKey }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'talk', kind: 'talk' });
    const talk = offered(driver.talk, 'talk');
    const known = await context.phrases(channel.accountId, talk);
    const found = known.find((one) => one.id === phraseId);
    if (!found) throw new CallError('not-found', 'no such phrase');
    const deed = { id: randomUUID(), action: 'phrase.play', channel, detail: found.phrase.name } as const;
    const { person } = context;
    const request = { action: 'phrase.play', person, requestKey, outcome: v.null(), neverTwice: true } as const;
    return context.doOnce(request, async () => {
      await onRecord(context, deed, () => talk.playPhrase(channel.address, found.phrase));
      return null;
    });
  },
};
