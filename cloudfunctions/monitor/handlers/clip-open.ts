import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isOver } from '../../core/clips/to-clip';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { onRecord } from '../../core/audit/on-record';
import { deedOf, noSuchClip, useOwn } from './own-clip';
import { id } from '../../core/schemas';

const MOST_PARTS = 1000;

/** Where one part can be loaded from. */
export const clipOpen: Handler<'clip.open'> = {
  input: v.strictObject({ id, part: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_PARTS)) }),
  access: 'members',

  async run({ id: clipId, part: index }, context) {
    const { clips, now } = context;
    const clip = await useOwn(context, clipId);
    const part = clip.parts[index];
    if (!part) throw noSuchClip();
    const { from, to } = part;
    const past = { place: clip.place, from, to };
    return onRecord(context, { id: randomUUID(), action: 'clip.open', ...deedOf(clip), past }, async () => {
      if (part.state !== 'ready') throw new CallError('conflict', 'the part is not there');
      if (isOver(part.expiresAt, now)) throw new CallError('conflict', 'the part has expired');
      return { url: clips.linkOf(clip, index, part.link), expiresAt: part.expiresAt };
    });
  },
};
