import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { retryPart } from '../../core/clips/parts';
import { toClip } from '../../core/clips/to-clip';
import type { Handler } from '../../core/handler';
import { onRecord } from '../../core/audit/on-record';
import { assertRoom, deedOf, noSuchClip, useOwn } from './own-clip';
import { id } from '../../core/schemas';

/** Queues what failed or expired. A clip without such parts stays as it is. */
export const clipRetry: Handler<'clip.retry'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run(input, context) {
    const { clips, now } = context;
    const clip = await useOwn(context, input.id);
    return onRecord(context, { id: randomUUID(), action: 'clip.retry', ...deedOf(clip) }, async () => {
      if (!clip.open) await assertRoom(context);
      const queued = await clips.change(clip, (current) => ({
        ...current,
        parts: current.parts.map((part) => retryPart(part, now)),
      }));
      if (!queued) throw noSuchClip();
      return toClip(queued, now);
    });
  },
};
