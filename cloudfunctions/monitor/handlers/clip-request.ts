import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { InputOf } from '../../../typings/contract/calls';
import type { Clips } from '../../core/capabilities';
import { recorderOf } from '../../core/clips/clip-runner';
import { queuedParts } from '../../core/clips/clip-store';
import type { ClipDocument } from '../../core/clips/documents';
import { summaryOf } from '../../core/clips/plan';
import { splitSpan } from '../../core/clips/split';
import { toClip } from '../../core/clips/to-clip';
import { digestId } from '../../core/digest-id';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { assertPast } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { allowClips, assertRoom, deedOf } from './own-clip';
import { endsWithin, id, instant, key, place } from '../../core/schemas';

const LONGEST_MS = 3_600_000;

/** Puts a clip in its recorder's queue; `clip.check` and the timer get it from there. */
export const clipRequest: Handler<'clip.request'> = {
  input: v.pipe(
    v.strictObject({
      channelId: id,
      place,
      from: instant,
      to: instant,
      requestKey: key,
    }),
    v.forward(endsWithin(LONGEST_MS), ['to']),
  ),
  access: 'members',

  async run(input, context) {
    await allowClips(context, input.channelId);
    const { channel, driver } = await context.reach(input.channelId, 'capture');
    assertPast(input.to, context);
    const offered = driver.clips;
    if (!offered?.places.includes(input.place)) throw new CallError('unsupported', 'the vendor offers no such clips');
    const known = await context.clips.find(clipIdOf(context.person, input.requestKey));
    return toClip(known ? sameWish(known, input) : await add(context, { channel, offered, input }), context.now);
  },
};

interface Wish {
  readonly channel: ChannelDocument;
  readonly offered: Clips;
  readonly input: InputOf<'clip.request'>;
}

async function add(context: CallContext, wish: Wish): Promise<ClipDocument> {
  const { clips } = context;
  const clip = toDocument(context, wish, await context.zones(wish.channel.storeId));
  return onRecord(context, { id: randomUUID(), action: 'clip.request', ...deedOf(clip) }, async () => {
    await assertRoom(context);
    return sameWish(await clips.add(clip), wish.input);
  });
}

/** The same key with another wish would hide that nothing was made of it. */
function sameWish(clip: ClipDocument, { channelId, place, from, to }: InputOf<'clip.request'>): ClipDocument {
  const same = clip.channelId === channelId && clip.place === place && clip.from === from && clip.to === to;
  if (!same) throw new CallError('conflict', 'that key was used for another clip');
  return clip;
}

function toDocument({ person, now }: CallContext, { channel, offered, input }: Wish, zone: string): ClipDocument {
  const { _id: channelId, name: cameraName, storeId, storeName, accountId, vendor, address } = channel;
  const { place, from, to, requestKey } = input;
  const parts = queuedParts(splitSpan({ from, to }, offered.longestMs), now);
  return {
    ...{ _id: clipIdOf(person, requestKey), person, channelId, cameraName, storeId, storeName, zone },
    ...{ accountId, vendor, address, recorder: recorderOf(accountId, address) },
    ...{ place, from, to, format: offered.format, createdAt: now, parts, ...summaryOf(parts), revision: 0 },
  };
}

/** The same for every try of one request, so that none makes a second clip. */
const clipIdOf = (person: string, requestKey: string): string => digestId(person, requestKey);
